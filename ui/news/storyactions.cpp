#include "ui/news/storyactions.h"

#include "ui/news/storytext.h"
#include "ui/style/controls.h"

#include <QHBoxLayout>

StoryActions::StoryActions(UiTheme &theme, QWidget *parent)
    : QWidget(parent),
      m_save(new IconButton(theme, Icon::Bookmark, tr("Save"), this)),
      m_link(new IconButton(theme, Icon::Link, tr("Copy link"), this)),
      m_browser(new IconButton(theme, Icon::External, tr("Open in browser"), this))
{
    m_save->setCheckable(true);
    m_link->setName(tr("Copy link"), Qt::Key_L);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    for (IconButton *button : {m_save, m_link, m_browser})
        row->addWidget(button);
    connect(m_save, &QAbstractButton::clicked, this, [this] {
        m_save->setChecked(m_saved); // the store says when it is so
        emit saveWanted();
    });
    connect(m_link, &QAbstractButton::clicked, this, &StoryActions::linkWanted);
    connect(m_browser, &QAbstractButton::clicked, this, &StoryActions::browserWanted);
}

void StoryActions::setStory(const Article &article, const ArticleState &state)
{
    m_saved = state.saved;
    m_save->setChecked(m_saved);
    m_save->setGlyph(m_saved ? Icon::BookmarkFilled : Icon::Bookmark);
    m_save->setName(m_saved ? tr("Remove from saved") : tr("Save"), Qt::Key_S);
    m_link->setEnabled(!article.link.isEmpty());
    const QString host = realHost(article.link);
    m_browser->setEnabled(!host.isEmpty());
    m_browser->setName(host.isEmpty() ? tr("Open in browser") : tr("Open in browser: %1").arg(host),
                       Qt::Key_O);
}
