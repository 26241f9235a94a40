#include "ui/alerts/alertsetup.h"

#include "ui/style/badges.h"
#include "ui/style/controls.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace {
constexpr int rowHeight = 33, badge = 22, oftenWidth = 80;
}

// Badge, coin, what it waits for, how often, and its switch.
class AlertSetup::Row : public ListRow
{
public:
    Row(UiTheme &theme, const Alert &alert, const ConditionWords &words, const Asset &asset, QWidget *parent)
        : ListRow(theme, words.line(), parent),
          m_words(words),
          m_asset(asset),
          m_once(alert.once),
          m_toggle(new Toggle(theme, words.line(), this)),
          m_remove(new IconButton(theme, Icon::Trash, AlertSetup::tr("Remove %1").arg(words.line()), this))
    {
        setMovable(false);
        setFixedHeight(theme.px(rowHeight));
        m_toggle->setChecked(alert.enabled);
        m_remove->setSide(24);
        m_remove->setFocusPolicy(Qt::NoFocus); // Delete does the same for the row in focus
        m_remove->hide();
        auto *line = new QHBoxLayout(this);
        line->setContentsMargins(0, 0, 12, 0);
        line->setSpacing(8);
        line->addStretch(1);
        line->addWidget(m_remove);
        line->addWidget(m_toggle);
        QObject::connect(this, &ListRow::hovered, m_remove, &QWidget::setVisible);
        QObject::connect(m_remove, &IconButton::clicked, this, &ListRow::removeRequested);
    }
    Toggle &toggle() { return *m_toggle; }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        ListRow::paintEvent(event);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Tokens &t = m_theme.tokens();
        const double side = m_theme.px(badge), top = std::round((height() - side) / 2);
        if (m_asset.id.value.isEmpty())
            drawIcon(painter, Icon::Story, QRectF(15, top + (side - 16) / 2, 16, 16), t.textSecondary);
        else
            drawCoinBadge(painter, m_asset, QRectF(12, top, side, side), t);
        const int textLeft = 12 + static_cast<int>(side) + 10;
        const int often = width() - m_theme.px(30) - 24 - m_theme.px(oftenWidth) - 32;
        const auto draw = [&](FontRole role, const QColor &ink, int x, int end, const QString &text) {
            painter.setFont(m_theme.font(role));
            painter.setPen(ink);
            painter.drawText(QRect(x, 0, std::max(end - x, 0), height()), Qt::AlignVCenter,
                             painter.fontMetrics().elidedText(text, Qt::ElideRight, std::max(end - x, 0)));
            return x + painter.fontMetrics().horizontalAdvance(text);
        };
        const int x = draw(FontRole::Strong, t.text, textLeft, often, m_words.subject);
        draw(FontRole::Text, t.text, x + 6, often - 8, m_words.rest);
        draw(FontRole::SmallText, t.textSecondary, often, often + m_theme.px(oftenWidth),
             m_once ? AlertSetup::tr("Once") : AlertSetup::tr("Every time"));
    }

private:
    ConditionWords m_words;
    Asset m_asset;
    bool m_once;
    Toggle *m_toggle;
    IconButton *m_remove;
};

AlertSetup::AlertSetup(AlertBook &book, AlertEngine &engine, QuoteBoard &board, const AssetDirectory &assets,
                       UiTheme &theme, QWidget *parent)
    : QWidget(parent),
      m_book(book),
      m_board(board),
      m_theme(theme),
      m_box(new QWidget(this)),
      m_form(new AlertForm(book, engine, board, assets, theme, AlertForm::Style::Line, m_box)),
      m_list(new RowList(theme, tr("Alerts"), this))
{
    auto *add = new QPushButton(tr("Add"), m_box);
    add->setProperty("primary", true);
    add->setAutoDefault(false);
    auto *line = new QHBoxLayout(m_box);
    line->setContentsMargins(12, 7, 12, 7);
    line->addWidget(m_form, 1);
    m_form->setButton(add);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(m_box);
    column->addWidget(m_list, 1);
    connect(add, &QPushButton::clicked, this, &AlertSetup::add);
    connect(m_form, &AlertForm::submitted, this, &AlertSetup::add);
    // Queued: the row that asks is made anew.
    connect(
        m_list, &RowList::removeRequested, this,
        [this](qsizetype row) {
            if (row >= 0 && row < m_shown.size())
                remove(m_shown.at(row).id);
        },
        Qt::QueuedConnection);
    connect(&book, &AlertBook::changed, this, &AlertSetup::rebuild, Qt::QueuedConnection);
    connect(&theme, &UiTheme::changed, this, [this] {
        m_shown.clear();
        rebuild();
    });
    rebuild();
}

void AlertSetup::add()
{
    const bool kept = m_form->save();
    if (kept)
        m_form->begin({});
}

void AlertSetup::rebuild()
{
    QList<Alert> now;
    for (const AlertEntry &entry : m_book.entries()) {
        now.append(entry.alert);
        now.last().enabled &= entry.state.phase != AlertState::Phase::Done; // on starts it anew
    }
    if (now == m_shown && m_list->count() == now.size())
        return;
    m_shown = now;
    m_list->clear();
    for (const Alert &alert : std::as_const(m_shown)) {
        const AlertCondition &condition = alert.condition;
        const Asset asset = condition.asset.value.isEmpty() ? Asset{} : m_board.quote(condition.asset).asset;
        auto *row = new Row(m_theme, alert, conditionWords(condition, m_board, m_theme), asset, m_list);
        connect(&row->toggle(), &Toggle::clicked, this,
                [this, id = alert.id](bool on) { std::ignore = m_book.setEnabled(id, on); });
        m_list->add(row);
    }
    m_list->setVisible(!m_shown.isEmpty());
    m_list->setVisibleRows(static_cast<int>(m_shown.size()), m_theme.px(rowHeight));
}

void AlertSetup::remove(AlertId id)
{
    const AlertEntry *entry = m_book.find(id);
    if (!entry)
        return;
    const QString words = conditionWords(entry->alert.condition, m_board, m_theme).line();
    if (const auto gone = m_book.remove(id))
        emit removed(words, *gone);
}

// The form stands on a ground of its own.
void AlertSetup::paintEvent(QPaintEvent *)
{
    const Tokens &t = m_theme.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.border, 1));
    painter.setBrush(t.elevated);
    painter.drawRoundedRect(QRectF(m_box->geometry()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}
