#include "ui/news/feednotice.h"

#include "ui/style/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSet>

FeedNotice::FeedNotice(NewsRefresher &refresher, UiTheme &theme, QWidget *parent)
    : QWidget(parent),
      m_refresher(refresher),
      m_theme(theme),
      m_icon(new QLabel(this)),
      m_text(new QLabel(this)),
      m_again(new QPushButton(tr("Try again"), this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 6, 8, 7);
    row->setSpacing(10);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    row->addWidget(m_again);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_again->setProperty("flat", true);
    m_again->setProperty("small", true);
    connect(m_again, &QPushButton::clicked, &refresher, &NewsRefresher::refreshAll);
    connect(&refresher, &NewsRefresher::healthChanged, this, &FeedNotice::refresh);
    connect(&refresher, &NewsRefresher::refreshFinished, this, &FeedNotice::refresh);
    connect(&theme, &UiTheme::changed, this, &FeedNotice::restyle);
    restyle();
    refresh();
}

QString FeedNotice::sentence(const NewsRefresher &refresher)
{
    QStringList failing; // outlets, not feeds: one outlet may have several
    bool others = false;
    const QList<FeedInfo> feeds = refresher.feeds();
    for (const FeedInfo &feed : feeds) {
        switch (refresher.health(feed.id).state) {
        case FeedHealth::State::Failing:
        case FeedHealth::State::Gone:
            if (!failing.contains(feed.source))
                failing.append(feed.source);
            break;
        case FeedHealth::State::Good:
        case FeedHealth::State::Fetching:
            others = true;
            break;
        case FeedHealth::State::Off:
        case FeedHealth::State::Waiting:
            break;
        }
    }
    if (failing.isEmpty())
        return {};
    if (!others)
        return tr("Couldn't load stories. Wickpost goes on trying.");
    if (failing.size() == 1)
        return tr("Couldn't load stories from %1. The others are up to date.").arg(failing.first());
    if (failing.size() == 2)
        return tr("Couldn't load stories from %1 and %2. The others are up to date.")
            .arg(failing.at(0), failing.at(1));
    return tr("Couldn't load stories from %1 and %2 more sources. The others are up to date.")
        .arg(failing.first())
        .arg(failing.size() - 1);
}

void FeedNotice::refresh()
{
    const QString text = sentence(m_refresher);
    m_text->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
}

void FeedNotice::restyle()
{
    const Tokens &t = m_theme.tokens();
    const int side = m_theme.px(16);
    m_icon->setPixmap(makeIcon(Icon::Warning, t.warning, t.warning, t.warning)
                          .pixmap(QSize(side, side), devicePixelRatioF()));
    m_text->setFont(m_theme.font(FontRole::SmallMedium));
    update();
}

void FeedNotice::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().warningTint);
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.tokens().border);
}
