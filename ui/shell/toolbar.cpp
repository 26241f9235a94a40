#include "ui/shell/toolbar.h"

#include "ui/shell/searchfield.h"
#include "ui/style/badges.h"
#include "ui/style/buttons.h"
#include "ui/style/controls.h"

#include <QPainter>
#include <cmath>

namespace {
constexpr int left = 12, mark = 20, right = 8, rule = 13; // rule: the room of the line before the settings
} // namespace

// "‹ Dashboard"
class BackButton : public WordButton
{
public:
    using WordButton::WordButton;
    QSize sizeHint() const override
    {
        const qreal words = m_theme.fonts().metrics(FontRole::SmallMedium).horizontalAdvance(text());
        return {m_theme.px(16) + 9 + static_cast<int>(std::ceil(words)), m_theme.px(30)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = m_theme.tokens();
        QPainter painter(this);
        const qreal side = m_theme.px(16);
        const QColor ink = underMouse() ? t.text : t.textSecondary;
        drawIcon(painter, Icon::ChevronLeft, QRectF(2, std::round((height() - side) / 2), side, side), ink);
        painter.setFont(m_theme.font(FontRole::SmallMedium));
        painter.setPen(ink);
        painter.drawText(QPointF(side + 9, m_theme.fonts().baseline(FontRole::SmallMedium, 0, height())),
                         text());
    }
};

Toolbar::Toolbar(UiTheme &theme, Clock &clock, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_back(new BackButton(theme, this)),
      m_badge(new StatusBadge(theme, this)),
      m_search(new SearchField(theme, clock, this)),
      m_find(new IconButton(theme, Icon::Search, tr("Search"), this)),
      m_pin(new IconButton(theme, Icon::Pin, tr("Always on top"), this)),
      m_compact(new IconButton(theme, Icon::Compact, tr("Compact"), this)),
      m_bell(new IconButton(theme, Icon::Bell, tr("Alerts"), this)),
      m_settings(new IconButton(theme, Icon::Sliders, tr("Settings"), this))
{
    m_find->setName(tr("Search"), QKeySequence::Find);
    m_pin->setName(tr("Always on top"), Qt::CTRL | Qt::Key_T);
    m_pin->setCheckable(true);
    m_compact->setName(tr("Compact"), Qt::CTRL | Qt::Key_2);
    m_settings->setName(tr("Settings"), Qt::CTRL | Qt::Key_Comma);
    connect(m_search, &SearchField::searched, this, &Toolbar::searched);
    connect(m_search, &SearchField::left, this, [this] {
        if (m_narrow && m_search->text().isEmpty())
            closeSearch();
        emit searchLeft();
    });
    m_back->hide();
    connect(m_back, &QAbstractButton::clicked, this, &Toolbar::backRequested);
    connect(m_find, &QAbstractButton::clicked, this, &Toolbar::focusSearch);
    connect(m_pin, &QAbstractButton::clicked, this, &Toolbar::pinToggled);
    connect(m_compact, &QAbstractButton::clicked, this, &Toolbar::compactRequested);
    connect(m_bell, &QAbstractButton::clicked, this, &Toolbar::bellRequested);
    connect(m_settings, &QAbstractButton::clicked, this, &Toolbar::settingsRequested);
    connect(&theme, &UiTheme::changed, this, &Toolbar::arrange);
    arrange();
}

void Toolbar::setHealth(const StatusWords &words)
{
    if (m_badge->setWords(words))
        arrange();
}

void Toolbar::setPinned(bool pinned)
{
    m_pin->setChecked(pinned);
}

void Toolbar::setBell(int count)
{
    m_bell->setCount(count);
    m_bell->setName(count == 0 ? tr("Alerts") : tr("Alerts, %1 new").arg(count));
}

QWidget *Toolbar::bell() const
{
    return m_bell;
}

void Toolbar::focusSearch()
{
    m_open = m_narrow;
    arrange();
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void Toolbar::setSearch(const QString &text)
{
    m_search->setText(text);
}

bool Toolbar::leaveSearch()
{
    if (m_search->text().isEmpty() && !m_open && !m_search->hasFocus())
        return false;
    closeSearch();
    return true;
}

void Toolbar::closeSearch()
{
    m_search->clear();
    m_open = false;
    arrange();
}

void Toolbar::setBackTo(const QString &name)
{
    m_back->setText(name);
    m_back->setAccessibleName(tr("Back to %1").arg(name));
    m_back->setToolTip(tr("Back (%1)").arg(QKeySequence(Qt::Key_Escape).toString(QKeySequence::NativeText)));
    m_back->setVisible(!name.isEmpty());
    arrange();
}

// Behind the way back and its rule.
int Toolbar::brandLeft() const
{
    return m_back->isHidden() ? left : left + m_back->sizeHint().width() + 24;
}

int Toolbar::leftEnd() const
{
    const qreal name =
        m_theme.fonts().metrics(FontRole::DialogTitle).horizontalAdvance(QStringLiteral("Wickpost"));
    return brandLeft() + m_theme.px(mark) + 8 + static_cast<int>(std::ceil(name)) + 14;
}

void Toolbar::arrange()
{
    setFixedHeight(m_theme.px(44));
    m_badge->resize(m_badge->sizeHint());
    const int logical = width() * 100 / m_theme.fonts().percent();
    m_narrow = logical < 720;
    if (!m_narrow)
        m_open = false;
    const auto centred = [this](QWidget *widget) { return (height() - widget->height()) / 2; };

    int x = width() - right;
    const auto fromRight = [&](IconButton *button, bool shown) {
        button->setVisible(shown);
        button->resize(button->sizeHint());
        if (!shown)
            return;
        x -= button->width();
        button->move(x, centred(button));
    };
    fromRight(m_settings, true);
    fromRight(m_bell, true);
    x -= m_narrow ? 0 : rule;
    fromRight(m_compact, !m_narrow);
    fromRight(m_pin, true);
    fromRight(m_find, m_narrow && !m_open);

    m_back->resize(m_back->sizeHint());
    m_back->move(left + 3, centred(m_back));
    m_badge->move(leftEnd(), centred(m_badge));
    m_back->setVisible(!m_open && !m_back->text().isEmpty());
    m_badge->setVisible(!m_open && m_badge->geometry().right() + 8 < x);
    m_search->setVisible(!m_narrow || m_open);
    m_search->setLongHint(logical >= 1080);
    if (m_open) {
        m_search->setGeometry(left, centred(m_search), x - 8 - left, m_search->height());
    } else if (m_search->isVisibleTo(this) && !m_narrow) {
        const int wanted = m_theme.px(logical >= 1600 ? 420 : logical >= 1080 ? 320 : 236);
        const int from = leftEnd() + m_badge->width() + 12, room = x - 8 - from;
        const int width = std::max(m_theme.px(80), std::min(wanted, room));
        // In the middle of what is left between both groups; close to the buttons when that is little.
        const int free = std::max(0, room - width);
        m_search->setGeometry(from + (logical < 800 ? free : free / 2), centred(m_search), width,
                              m_search->height());
    }
    update();
}

void Toolbar::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), t.surface);
    painter.fillRect(QRect(0, height() - 1, width(), 1), t.border);
    if (!m_open) {
        const int side = m_theme.px(mark);
        const int from = brandLeft();
        if (!m_back->isHidden())
            painter.fillRect(QRect(from - 11, (height() - m_theme.px(20)) / 2, 1, m_theme.px(20)), t.border);
        drawBrandMark(painter, QRectF(from, (height() - side) / 2, side, side), t);
        painter.setFont(m_theme.font(FontRole::DialogTitle));
        painter.setPen(t.text);
        painter.drawText(
            QPointF(from + side + 8, m_theme.fonts().baseline(FontRole::DialogTitle, 0, height())),
            QStringLiteral("Wickpost"));
    }
    if (!m_narrow)
        painter.fillRect(
            QRect(m_bell->x() - rule / 2 - 1, (height() - m_theme.px(20)) / 2, 1, m_theme.px(20)), t.border);
}
