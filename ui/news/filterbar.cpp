#include "ui/news/filterbar.h"

#include "ui/news/storymeta.h"

#include <QCoreApplication>
#include <QPainter>
#include <cmath>

namespace {
constexpr int leftMargin = 12, rightMargin = 10, gap = 6;

// "BTC ×": 24 high.
class FilterChip : public QAbstractButton
{
public:
    FilterChip(UiTheme &theme, const QString &text, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
    {
        setText(text);
        setAccessibleName(FilterBar::tr("Remove the filter %1").arg(text));
        setToolTip(accessibleName());
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        followTheme(theme, this);
    }
    QSize sizeHint() const override
    {
        const qreal words = m_theme.fonts().metrics(FontRole::SmallMedium).horizontalAdvance(text());
        return {static_cast<int>(std::ceil(words)) + 10 + 6 + m_theme.px(10) + 8, m_theme.px(24)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = m_theme.tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(underMouse() ? t.selectedChip : t.selected);
        painter.drawRoundedRect(rect(), 6, 6);
        const qreal side = m_theme.px(10);
        const QRectF cross(width() - 8 - side, (height() - side) / 2, side, side);
        painter.setPen(t.accent);
        painter.setFont(m_theme.font(FontRole::SmallMedium));
        const QString words = m_theme.fonts()
                                  .metrics(FontRole::SmallMedium)
                                  .elidedText(text(), Qt::ElideRight, cross.left() - 6 - 10 + 1);
        painter.drawText(QPointF(10, m_theme.fonts().baseline(FontRole::SmallMedium, 0, height())), words);
        drawIcon(painter, Icon::Close, cross, t.accent);
    }
    void enterEvent(QEnterEvent *) override { update(); }
    void leaveEvent(QEvent *) override { update(); }

private:
    UiTheme &m_theme;
};

template <typename List, typename T> List toggled(List list, const T &value)
{
    if (list.removeAll(value) == 0)
        list.append(value);
    return list;
}
} // namespace

QString filterDays(int days)
{
    return days == 1 ? FilterBar::tr("24 hours") : FilterBar::tr("%1 days").arg(days);
}

QList<FilterPart> filterParts(const StoryFilter &filter)
{
    QList<FilterPart> parts;
    const auto add = [&](const QString &text, auto change) {
        FilterPart part{text, filter};
        change(part.without);
        parts.append(part);
    };
    for (const QString &coin : filter.coins)
        add(coin, [&](StoryFilter &f) { f.coins.removeAll(coin); });
    for (const StoryKind kind : filter.kinds)
        add(shownKind(kind), [&](StoryFilter &f) { f.kinds.removeAll(kind); });
    for (const QString &source : filter.sources)
        add(source, [&](StoryFilter &f) { f.sources.removeAll(source); });
    if (filter.days > 0)
        add(filterDays(filter.days), [](StoryFilter &f) { f.days = 0; });
    return parts;
}

FilterBar::FilterBar(UiTheme &theme, std::function<Choices()> choices, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_choices(std::move(choices)),
      m_add(new Pill(theme, Icon::Filter, tr("Filter"), this))
{
    m_add->setCheckable(false);
    m_add->setToolTip(tr("Only some coins, kinds, sources or days"));
    connect(m_add, &QAbstractButton::clicked, this, &FilterBar::openMenu);
    connect(&theme, &UiTheme::changed, this, &FilterBar::rebuild);
}

void FilterBar::setFilter(const StoryFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    rebuild();
    emit filterChanged();
}

void FilterBar::rebuild()
{
    for (QAbstractButton *chip : std::as_const(m_chips)) {
        chip->hide();
        chip->deleteLater(); // it may be the one that was clicked
    }
    m_chips.clear();
    for (const FilterPart &part : filterParts(m_filter)) {
        auto *chip = new FilterChip(m_theme, part.text, this);
        connect(chip, &QAbstractButton::clicked, this,
                [this, without = part.without] { setFilter(without); });
        chip->show();
        m_chips.append(chip);
    }
    place(width(), true);
    updateGeometry();
    update();
}

int FilterBar::place(int width, bool move) const
{
    const int high = m_theme.px(24);
    int x = leftMargin, y = 6;
    QList<QAbstractButton *> all = m_chips;
    all.append(m_add);
    for (QAbstractButton *each : std::as_const(all)) {
        const int wide = std::min(each->sizeHint().width(), width - leftMargin - rightMargin);
        if (x > leftMargin && x + wide > width - rightMargin) {
            x = leftMargin;
            y += high + gap;
        }
        if (move)
            each->setGeometry(x, y, wide, high);
        x += wide + gap;
    }
    return y + high + 6 + 1;
}

void FilterBar::resizeEvent(QResizeEvent *)
{
    place(width(), true);
}

void FilterBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    fillRule(painter, QRect(0, height() - 1, width(), 1), m_theme.tokens().border);
}

void FilterBar::addToggle(Menu *menu, const QString &text, bool on, const StoryFilter &with)
{
    QAction *action = menu->add(text);
    action->setCheckable(true);
    action->setChecked(on);
    connect(action, &QAction::triggered, this, [this, with] { setFilter(with); });
}

Menu *FilterBar::openMenu()
{
    auto *menu = new Menu(m_theme, this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const Choices choices = m_choices();
    const auto with = [this](auto change) {
        StoryFilter filter = m_filter;
        change(filter);
        return filter;
    };
    Menu *coins = menu->addSub(Icon::Line, tr("Coin"));
    for (const QString &coin : choices.coins)
        addToggle(coins, coin, m_filter.coins.contains(coin),
                  with([&](StoryFilter &f) { f.coins = toggled(f.coins, coin); }));
    Menu *kinds = menu->addSub(Icon::Diamond, tr("Kind"));
    for (const StoryKind kind : {StoryKind::Geopolitics, StoryKind::CentralBanks, StoryKind::Macro,
                                 StoryKind::Regulation, StoryKind::Etf, StoryKind::Hack, StoryKind::Listing})
        addToggle(kinds, shownKind(kind), m_filter.kinds.contains(kind),
                  with([&](StoryFilter &f) { f.kinds = toggled(f.kinds, kind); }));
    Menu *sources = menu->addSub(Icon::Feed, tr("Source"));
    for (const QString &source : choices.sources)
        addToggle(sources, source, m_filter.sources.contains(source),
                  with([&](StoryFilter &f) { f.sources = toggled(f.sources, source); }));
    Menu *dates = menu->addSub(Icon::Clock, tr("Date"));
    for (const int days : {1, 7, 30, 365})
        addToggle(dates, filterDays(days), m_filter.days == days,
                  with([&](StoryFilter &f) { f.days = f.days == days ? 0 : days; }));
    coins->setEnabled(!choices.coins.isEmpty());
    sources->setEnabled(!choices.sources.isEmpty());
    menu->popup(m_add->mapToGlobal(QPoint(0, m_add->height() + 4)));
    return menu;
}
