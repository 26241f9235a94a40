#include "ui/news/storymenu.h"

#include "ui/news/storytext.h"

#include <QClipboard>
#include <QGuiApplication>

StoryMenu::StoryMenu(const Story &story, UiTheme &theme, QWidget *parent) : Menu(theme, parent)
{
    addLinks(story.article);
    addSeparator();
    addStates(story.state);
    QAction *chart = add(Icon::Line, tr("Show on chart"));
    chart->setEnabled(story.facts.promotion.isEmpty());
    connect(chart, &QAction::triggered, this, &StoryMenu::chartWanted);
    addSeparator();
    addCorrections(story);
}

void StoryMenu::addLinks(const Article &article)
{
    const QString host = realHost(article.link);
    QAction *browser =
        add(Icon::External, host.isEmpty() ? tr("Open in browser") : tr("Open in browser (%1)").arg(host),
            Qt::Key_O);
    browser->setEnabled(!host.isEmpty());
    connect(browser, &QAction::triggered, this, [this, link = article.link] { emit browserWanted(link); });
    const auto copy = [](const QString &text) {
        return [text] { QGuiApplication::clipboard()->setText(text); };
    };
    QAction *link = add(Icon::Link, tr("Copy link"), Qt::Key_L);
    link->setEnabled(!article.link.isEmpty());
    connect(link, &QAction::triggered, this, copy(QString::fromUtf8(article.link.toEncoded())));
    connect(add(Icon::Copy, tr("Copy headline")), &QAction::triggered, this, copy(article.title));
}

void StoryMenu::addStates(const ArticleState &state)
{
    connect(add(state.saved ? Icon::BookmarkFilled : Icon::Bookmark,
                state.saved ? tr("Remove from saved") : tr("Save"), Qt::Key_S),
            &QAction::triggered, this, [this, state] { emit savedWanted(!state.saved); });
    connect(add(Icon::Unread, state.read ? tr("Mark unread") : tr("Mark read"), Qt::Key_U),
            &QAction::triggered, this, [this, state] { emit readWanted(!state.read); });
}

void StoryMenu::addCorrections(const Story &story)
{
    const bool promotion = !story.facts.promotion.isEmpty();
    connect(add(Icon::Sliders, tr("Correct tags…")), &QAction::triggered, this, &StoryMenu::tagsWanted);
    connect(add(Icon::List, promotion ? tr("Not a promotion") : tr("This is a promotion")),
            &QAction::triggered, this, [this, promotion] { emit promotionWanted(!promotion); });
    connect(add(Icon::EyeOff, tr("Hide stories from %1").arg(story.article.source)), &QAction::triggered,
            this, [this, source = story.article.source] { emit hideWanted(source); });
}
