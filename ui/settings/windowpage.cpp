#include "ui/settings/windowpage.h"

#include "ui/settings/choicecard.h"
#include "ui/style/combo.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QSlider>

// "Granted by your desktop": a lamp is lit only after the desktop confirmed it, hollow otherwise.
class WindowPage::Lamps : public QWidget
{
public:
    Lamps(UiTheme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
    {
        setMinimumHeight(theme.px(34));
        connect(&theme, &UiTheme::changed, this, [this] { update(); });
    }
    void set(const Grants &grants)
    {
        m_grants = grants;
        QStringList said;
        for (const auto &[name, grant] : lamps())
            said.append(name + (grant == Grant::Yes ? tr(": granted") : tr(": not granted")));
        setAccessibleName(tr("Granted by your desktop. ") + said.join(QStringLiteral(", ")));
        update();
    }
    const Grants &grants() const { return m_grants; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Tokens &tokens = m_theme.tokens();
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.elevated);
        painter.drawRoundedRect(rect(), 6, 6);
        painter.setFont(m_theme.font(FontRole::Meta));
        painter.setPen(tokens.textSecondary);
        painter.drawText(QRect(12, 0, width(), height()), Qt::AlignVCenter, tr("Granted by your desktop"));
        qreal right = width() - 12;
        auto all = lamps();
        std::reverse(all.begin(), all.end());
        for (const auto &[name, grant] : all) {
            const qreal textWidth = painter.fontMetrics().horizontalAdvance(name);
            painter.setPen(grant == Grant::Yes ? tokens.text : tokens.textSecondary);
            painter.drawText(QRectF(right - textWidth, 0, textWidth + 2, height()), Qt::AlignVCenter, name);
            drawDot(painter, QPointF(right - textWidth - 9, height() / 2.0),
                    grant == Grant::Yes ? tokens.ok : tokens.textSecondary, grant != Grant::Yes);
            right -= textWidth + 26;
        }
    }

private:
    QList<QPair<QString, Grant>> lamps() const
    {
        return {{tr("On top"), m_grants.onTop},
                {tr("All workspaces"), m_grants.allWorkspaces},
                {tr("Place kept"), m_grants.placeKept},
                {tr("Off the taskbar"), m_grants.offTaskbar}};
    }
    UiTheme &m_theme;
    Grants m_grants;
};

WindowPage::WindowPage(SettingsServices &services, QWidget *parent)
    : SettingsPage(services, tr("Window"), tr("Size and place are kept for each screen."), parent)
{
    addTitle();
    addModes();
    m_lamps = new Lamps(services.theme, this);
    m_rows->addSpacing(6);
    m_rows->addWidget(m_lamps);
    addPin();
    m_rows->addStretch();
    refreshGrants();
}

void WindowPage::follow(std::function<void(const Settings &)> update)
{
    update(settings());
    connect(&m_services.settings, &SettingsFile::changed, this,
            [update = std::move(update)](const Settings &now, const Settings &) { update(now); });
}

void WindowPage::addModes()
{
    auto *cards = new QWidget(this);
    auto *line = new QHBoxLayout(cards);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    const auto add = [&](const QString &name, ViewMode mode, Qt::Key key) {
        auto *card = new ChoiceCard(
            m_services.theme, name,
            [this, mode](QPainter &painter, const QRectF &box) {
                drawModePreview(painter, box, m_services.theme.tokens(), mode == ViewMode::Compact);
            },
            QKeySequence(Qt::CTRL | key), cards);
        line->addWidget(card);
        connect(card, &ChoiceCard::clicked, this,
                [this, mode] { change([&](Settings &s) { s.view = mode; }); });
        follow([card, mode](const Settings &now) { card->setChecked(now.view == mode); });
    };
    add(tr("Dashboard"), ViewMode::Dashboard, Qt::Key_1);
    add(tr("Compact"), ViewMode::Compact, Qt::Key_2);
    line->addStretch();
    m_rows->addWidget(cards);
}

void WindowPage::addPin()
{
    addHeading(tr("Pin"));
    const auto toggle = [&](const QString &name, const QString &second, bool Settings::*field) {
        auto *made = new Toggle(m_services.theme, name, this);
        connect(made, &Toggle::clicked, this,
                [this, made, field] { change([&](Settings &s) { s.*field = made->isChecked(); }); });
        follow([made, field](const Settings &now) { made->setChecked(now.*field); });
        addRow(name, second, {made});
        return made;
    };
    m_onTop = toggle(tr("Always on top"), {}, &Settings::alwaysOnTop);
    m_workspaces = toggle(tr("Show on all workspaces"), {}, &Settings::allWorkspaces);
    m_taskbar = toggle(tr("Keep off the taskbar"), {}, &Settings::skipTaskbar);
    auto *distance = new Combo(m_services.theme, tr("Snap distance"), this);
    for (const int px : {8, 12, 16, 24})
        distance->addItem(tr("%1 px").arg(px), px);
    connect(distance, &QComboBox::activated, this, [this, distance] {
        change([&](Settings &s) { s.snapDistance = distance->currentData().toInt(); });
    });
    auto *snap = new Toggle(m_services.theme, tr("Snap to screen edges"), this);
    connect(snap, &Toggle::clicked, this,
            [this, snap] { change([&](Settings &s) { s.snapToEdges = snap->isChecked(); }); });
    addRow(tr("Snap to screen edges"), {}, {distance, snap});
    auto *opacity = new QSlider(Qt::Horizontal, this);
    opacity->setRange(40, 100);
    opacity->setFixedWidth(150);
    opacity->setAccessibleName(tr("Opacity"));
    auto *percent = words({}, "secondary");
    percent->setMinimumWidth(m_services.theme.px(36));
    percent->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    connect(opacity, &QSlider::valueChanged, this,
            [this](int value) { change([&](Settings &s) { s.opacityPercent = value; }); });
    addRow(tr("Opacity"), {}, {opacity, percent});
    follow([=](const Settings &now) {
        distance->setCurrentIndex(distance->findData(now.snapDistance));
        snap->setChecked(now.snapToEdges);
        opacity->setValue(now.opacityPercent);
        percent->setText(QStringLiteral("%1%").arg(now.opacityPercent));
    });
}

void WindowPage::refreshGrants()
{
    const Grants grants = m_services.grants ? m_services.grants() : Grants{};
    m_lamps->set(grants);
    const auto offer = [this](Toggle *toggle, Grant grant) {
        toggle->setEnabled(grant != Grant::Unavailable);
        toggle->setToolTip(grant == Grant::Unavailable ? m_services.whyUnavailable : QString());
    };
    offer(m_onTop, grants.onTop);
    offer(m_workspaces, grants.allWorkspaces);
    offer(m_taskbar, grants.offTaskbar);
}

QString WindowPage::restoredNames() const
{
    return tr("Mode, Always on top, All workspaces, Taskbar, Snapping and Opacity");
}

void WindowPage::restore(Settings &settings, const Settings &defaults) const
{
    settings.view = defaults.view;
    settings.alwaysOnTop = defaults.alwaysOnTop;
    settings.allWorkspaces = defaults.allWorkspaces;
    settings.skipTaskbar = defaults.skipTaskbar;
    settings.snapToEdges = defaults.snapToEdges;
    settings.snapDistance = defaults.snapDistance;
    settings.opacityPercent = defaults.opacityPercent;
}
