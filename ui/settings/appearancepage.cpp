#include "ui/settings/appearancepage.h"

#include "ui/settings/choicecard.h"
#include "ui/style/combo.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QRadioButton>
#include <QSlider>

namespace {
// "▲ +0.83% ▼ −1.12%" in the colours of a convention.
class UpDownSample : public QWidget
{
public:
    UpDownSample(UiTheme &theme, UpDown convention, QWidget *parent)
        : QWidget(parent), m_theme(theme), m_convention(convention)
    {
        connect(&theme, &UiTheme::changed, this, [this] { update(); });
        setFixedSize(theme.px(140), theme.px(18));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(m_theme.font(FontRole::SmallStrong));
        const Tokens tokens =
            m_theme.tokens().highContrast ? m_theme.tokens() : themeTokens(m_theme.dark(), m_convention);
        const auto text = [this](bool up) { return m_theme.numbers().change(up ? 0.83 : -1.12); };
        const auto advance = [&](bool up) {
            return 13.0 + painter.fontMetrics().horizontalAdvance(text(up));
        };
        qreal x = width() - advance(true) - advance(false) - 6;
        for (const bool up : {true, false}) {
            const QColor colour = up ? tokens.up : tokens.down;
            const qreal middle = height() / 2.0;
            QPainterPath triangle;
            triangle.addPolygon(up ? QPolygonF{QPointF(x, middle + 4), QPointF(x + 9, middle + 4),
                                               QPointF(x + 4.5, middle - 4)}
                                   : QPolygonF{QPointF(x, middle - 4), QPointF(x + 9, middle - 4),
                                               QPointF(x + 4.5, middle + 4)});
            triangle.closeSubpath();
            painter.fillPath(triangle, colour);
            painter.setPen(colour);
            painter.drawText(QPointF(x + 13, middle + painter.fontMetrics().ascent() / 2.0 - 1.5), text(up));
            x += advance(up) + 6;
        }
    }

private:
    UiTheme &m_theme;
    UpDown m_convention;
};
} // namespace

AppearancePage::AppearancePage(SettingsServices &services, QWidget *parent)
    : SettingsPage(services, tr("Appearance"), tr("Changes apply at once."), parent)
{
    addTitle();
    addThemes();
    addUpDown();
    addNumbers();
    m_rows->addStretch();
}

void AppearancePage::follow(std::function<void(const Settings &)> update)
{
    update(settings());
    connect(&m_services.settings, &SettingsFile::changed, this,
            [update = std::move(update)](const Settings &now, const Settings &) { update(now); });
}

void AppearancePage::addThemes()
{
    auto *cards = new QWidget(this);
    auto *line = new QHBoxLayout(cards);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    const auto add = [&](const QString &name, Theme theme, ChoiceCard::Draw draw) {
        auto *card = new ChoiceCard(m_services.theme, name, std::move(draw), {}, cards);
        line->addWidget(card);
        connect(card, &ChoiceCard::clicked, this,
                [this, theme] { change([&](Settings &s) { s.theme = theme; }); });
        follow([card, theme](const Settings &now) { card->setChecked(now.theme == theme); });
    };
    add(tr("System"), Theme::System, [](QPainter &painter, const QRectF &box) {
        painter.save();
        drawThemePreview(painter, box, true);
        painter.restore();
        QPainterPath half;
        half.addPolygon(QPolygonF{QPointF(box.left() + box.width() * 0.62, box.top()), box.topRight(),
                                  box.bottomRight(), QPointF(box.left() + box.width() * 0.4, box.bottom())});
        painter.setClipPath(half);
        drawThemePreview(painter, box, false);
    });
    add(tr("Dark"), Theme::Dark,
        [](QPainter &painter, const QRectF &box) { drawThemePreview(painter, box, true); });
    add(tr("Light"), Theme::Light,
        [](QPainter &painter, const QRectF &box) { drawThemePreview(painter, box, false); });
    m_rows->addWidget(cards);
}

void AppearancePage::addUpDown()
{
    addHeading(tr("Up and down"));
    const QList<QPair<UpDown, QString>> conventions{
        {UpDown::GreenUp, tr("Green up, red down")},
        {UpDown::RedUp, tr("Red up, green down (East Asia)")},
        {UpDown::ColourBlind, tr("Blue up, orange down (colour-blind safe)")}};
    auto *group = new QWidget(this);
    auto *rows = new QVBoxLayout(group);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(2);
    for (const auto &[convention, name] : conventions) {
        auto *line = new QHBoxLayout;
        auto *radio = new QRadioButton(name, group);
        line->addWidget(radio);
        line->addStretch();
        line->addWidget(new UpDownSample(m_services.theme, convention, group));
        rows->addLayout(line);
        connect(radio, &QRadioButton::clicked, this,
                [this, convention = convention] { change([&](Settings &s) { s.upDown = convention; }); });
        follow([radio, convention = convention](const Settings &now) {
            radio->setChecked(now.upDown == convention);
        });
    }
    m_rows->addWidget(group);
}

void AppearancePage::addNumbers()
{
    addHeading(tr("Numbers and motion"));
    UiTheme &theme = m_services.theme;
    auto *digits = new Segments(theme, {tr("Short"), tr("All the exchange’s")}, tr("Digits"), this);
    connect(digits, &Segments::chosen, this,
            [this](int i) { change([&](Settings &s) { s.digits = static_cast<Digits>(i); }); });
    addRow(tr("Digits in lists and headline prices"), {}, {digits});
    auto *tiny = new Segments(theme, {QStringLiteral("$0.00001234"), QStringLiteral("$0.0₄1234")},
                              tr("Tiny prices"), this);
    connect(tiny, &Segments::chosen, this,
            [this](int i) { change([&](Settings &s) { s.tinyPrices = static_cast<TinyPrices>(i); }); });
    addRow(tr("Tiny prices"), {}, {tiny});
    auto *rows = new Segments(theme, {tr("Comfortable"), tr("Compact")}, tr("Row height"), this);
    connect(rows, &Segments::chosen, this,
            [this](int i) { change([&](Settings &s) { s.rowHeight = static_cast<RowHeight>(i); }); });
    addRow(tr("Row height"), {}, {rows});
    auto *number = new Combo(theme, tr("Number format"), this);
    number->addItems({QStringLiteral("1,234.56"),
                      tr("Same as the system (%1)").arg(QLocale::system().toString(1234.56, 'f', 2))});
    connect(number, &QComboBox::activated, this,
            [this](int i) { change([&](Settings &s) { s.numberFormat = static_cast<NumberFormat>(i); }); });
    auto *zone = new Combo(theme, tr("Time zone"), this);
    zone->addItems({tr("System’s time"), tr("UTC")});
    connect(zone, &QComboBox::activated, this,
            [this](int i) { change([&](Settings &s) { s.zone = static_cast<ClockZone>(i); }); });
    addRow(tr("Number format"), {}, {number});
    addRow(tr("Time zone"), {}, {zone});
    auto *size = new QSlider(Qt::Horizontal, this);
    size->setRange(9, 20);
    size->setFixedWidth(150);
    size->setAccessibleName(tr("Text size"));
    auto *percent = words({}, "secondary");
    percent->setMinimumWidth(theme.px(36));
    percent->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    // While the handle is held only the figure follows: the window would move away under the pointer.
    connect(size, &QSlider::valueChanged, this, [this, size, percent](int tenths) {
        percent->setText(QStringLiteral("%1%").arg(tenths * 10));
        if (!size->isSliderDown())
            change([&](Settings &s) { s.textSizePercent = tenths * 10; });
    });
    connect(size, &QSlider::sliderReleased, this,
            [this, size] { change([&](Settings &s) { s.textSizePercent = size->value() * 10; }); });
    addRow(tr("Text size"), {}, {size, percent});
    auto *flash = new Toggle(theme, tr("Flash a price when it changes"), this);
    connect(flash, &Toggle::clicked, this,
            [this, flash] { change([&](Settings &s) { s.flashPrices = flash->isChecked(); }); });
    addRow(tr("Flash a price when it changes"), tr("Off while the desktop asks for reduced motion."),
           {flash});
    follow([=](const Settings &now) {
        digits->setCurrent(static_cast<int>(now.digits));
        tiny->setCurrent(static_cast<int>(now.tinyPrices));
        rows->setCurrent(static_cast<int>(now.rowHeight));
        number->setCurrentIndex(static_cast<int>(now.numberFormat));
        zone->setCurrentIndex(static_cast<int>(now.zone));
        if (!size->isSliderDown()) {
            const QSignalBlocker quiet(
                size); // a text size between the steps must not be rounded by showing it
            size->setValue(now.textSizePercent / 10);
        }
        percent->setText(QStringLiteral("%1%").arg(now.textSizePercent));
        flash->setChecked(now.flashPrices);
    });
}

QString AppearancePage::restoredNames() const
{
    return tr(
        "Theme, Up and down, Digits, Tiny prices, Row height, Number format, Time zone, Text size and Flash");
}

void AppearancePage::restore(Settings &settings, const Settings &defaults) const
{
    settings.theme = defaults.theme;
    settings.upDown = defaults.upDown;
    settings.digits = defaults.digits;
    settings.tinyPrices = defaults.tinyPrices;
    settings.rowHeight = defaults.rowHeight;
    settings.numberFormat = defaults.numberFormat;
    settings.zone = defaults.zone;
    settings.textSizePercent = defaults.textSizePercent;
    settings.flashPrices = defaults.flashPrices;
    settings.reducedMotion = defaults.reducedMotion;
}
