#include "ui/alerts/firingspopup.h"

#include "ui/style/chips.h"
#include "ui/style/overlaybar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>

namespace {
constexpr int wide = 400, rowHigh = 50, rowsShown = 7, textLeft = 26, side = 14;

class FiringDelegate : public QStyledItemDelegate
{
public:
    FiringDelegate(FiringsModel &model, UiTheme &theme, Clock &clock, QObject *parent)
        : QStyledItemDelegate(parent), m_model(model), m_theme(theme), m_clock(clock)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {100, m_theme.px(rowHigh)};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &t = m_theme.tokens();
        const Fonts &fonts = m_theme.fonts();
        const AlertFiring &firing = m_model.firing(index.row());
        const FiringWords words = firingWords(firing, m_theme);
        const QRect row = option.rect;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool current = option.state.testFlag(QStyle::State_Selected);
        painter->fillRect(row, current ? t.selected : t.elevated);
        if (m_model.isNew(index.row()))
            drawDot(
                *painter,
                QPointF(row.left() + 13, row.top() + fonts.px(8) + fonts.lineHeight(FontRole::Strong) / 2.0),
                t.warning);
        const QString time = timeOf(firing);
        const double timeLeft =
            row.right() + 1 - side - fonts.metrics(FontRole::Meta).horizontalAdvance(time);
        const auto line = [&](FontRole role, const QColor &ink, double x, double top, double end,
                              const QString &text) {
            painter->setFont(fonts.font(role));
            painter->setPen(ink);
            painter->drawText(QPointF(x, fonts.baseline(role, top, fonts.lineHeight(role))),
                              fonts.metrics(role).elidedText(text, Qt::ElideRight, end - x));
        };
        const double first = row.top() + fonts.px(8);
        const double second = first + fonts.lineHeight(FontRole::Strong);
        line(FontRole::Strong, t.text, row.left() + textLeft, first, timeLeft - 10, words.title);
        line(FontRole::Meta, t.textSecondary, timeLeft, first + 2, row.right() + 2, time);
        line(FontRole::SmallText, t.textSecondary, row.left() + textLeft, second, row.right() + 1 - side,
             words.evidence);
        painter->restore();
    }

private:
    QString timeOf(const AlertFiring &firing) const
    {
        const Times &times = m_theme.times();
        return times.day(firing.at) == times.day(m_clock.now()) ? times.minute(firing.at)
                                                                : times.full(firing.at);
    }
    FiringsModel &m_model;
    UiTheme &m_theme;
    Clock &m_clock;
};
} // namespace

FiringsModel::FiringsModel(AlertBook &book, UiTheme &theme, QObject *parent)
    : QAbstractListModel(parent), m_book(book), m_theme(theme), m_firings(book.firings())
{
    connect(&book, &AlertBook::changed, this, &FiringsModel::follow);
}

// New ones come in above; anything else is another list.
void FiringsModel::follow()
{
    const QList<AlertFiring> now = m_book.firings();
    const qsizetype added = now.size() - m_firings.size();
    if (added > 0 && now.mid(added) == m_firings) {
        beginInsertRows({}, 0, static_cast<int>(added) - 1);
        m_firings = now;
        endInsertRows();
    } else if (now != m_firings) {
        beginResetModel();
        m_firings = now;
        endResetModel();
    }
    if (!m_firings.isEmpty()) // what is new may have changed
        emit dataChanged(index(0), index(rowCount() - 1));
}

int FiringsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_firings.size());
}

// The alert's last firing, while its row is amber.
bool FiringsModel::isNew(int row) const
{
    const AlertFiring &firing = m_firings.at(row);
    const AlertEntry *entry = m_book.find(firing.alert);
    return !firing.acknowledged && entry && entry->state.unacknowledged && entry->state.firedAt == firing.at;
}

QVariant FiringsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AlertFiring &firing = m_firings.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return firingWords(firing, m_theme).title;
    case Qt::AccessibleTextRole: {
        const FiringWords words = firingWords(firing, m_theme);
        return QStringLiteral("%1. %2, %3.")
            .arg(words.title, words.evidence, m_theme.times().full(firing.at));
    }
    case Qt::ToolTipRole:
        return firingDetail(firing, m_theme).toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
    default:
        return {};
    }
}

FiringsPopup::FiringsPopup(AlertBook &book, UiTheme &theme, Clock &clock, QWidget *parent)
    : Popup(theme, tr("What fired"), parent),
      m_book(book),
      m_model(book, theme),
      m_list(new QListView(this)),
      m_none(new QLabel(tr("Nothing has fired yet."), this)),
      m_acknowledge(new QPushButton(tr("Mark all seen"), this))
{
    auto *title = new QLabel(tr("Alerts that fired"), this);
    title->setProperty("role", QStringLiteral("title"));
    m_none->setProperty("role", QStringLiteral("secondary"));
    m_none->setContentsMargins(textLeft, 4, side, 14);
    auto *settings = new QPushButton(tr("Alert settings…"), this);
    for (QPushButton *button : {m_acknowledge, settings}) {
        button->setProperty("flat", true);
        button->setAutoDefault(false);
    }
    m_list->setAccessibleName(tr("Alerts that fired"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new FiringDelegate(m_model, theme, clock, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    new OverlayBar(m_list);
    QPalette palette = m_list->palette();
    palette.setColor(QPalette::Base, theme.tokens().elevated);
    m_list->setPalette(palette);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(side, 8, 8, 4);
    head->addWidget(title, 1);
    head->addWidget(m_acknowledge);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(8, 2, 8, 6);
    foot->addStretch(1);
    foot->addWidget(settings);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_none);
    column->addWidget(m_list);
    column->addLayout(foot);
    setFixedWidth(theme.px(wide));
    connect(m_list, &QListView::entered, m_list, &QListView::setCurrentIndex);
    connect(m_list, &QListView::clicked, this, &FiringsPopup::choose);
    connect(m_list, &QListView::activated, this, &FiringsPopup::choose);
    connect(m_acknowledge, &QPushButton::clicked, this, [this] { std::ignore = m_book.acknowledgeAll(); });
    connect(settings, &QPushButton::clicked, this, [this] {
        close();
        emit settingsWanted();
    });
    connect(&book, &AlertBook::changed, this, &FiringsPopup::refresh);
    refresh();
    setFocusProxy(m_list);
}

void FiringsPopup::refresh()
{
    const int rows = m_model.rowCount();
    m_none->setVisible(rows == 0);
    m_list->setVisible(rows > 0);
    m_list->setFixedHeight(std::clamp(rows, 1, rowsShown) * m_theme.px(rowHigh));
    m_acknowledge->setEnabled(m_book.unacknowledgedCount() > 0);
}

void FiringsPopup::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const AlertFiring firing = m_model.firing(index.row());
    close();
    emit openWanted(firing);
}

void FiringsPopup::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        choose(m_list->currentIndex());
    else
        Popup::keyPressEvent(event);
}
