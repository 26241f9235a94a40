#include "ui/news/storytrail.h"

#include "ui/news/headlinechange.h"
#include "ui/news/linkbutton.h"
#include "ui/news/storyorigin.h"
#include "ui/news/storytext.h"
#include "ui/news/wordingspopup.h"

#include <QLabel>

StoryTrail::StoryTrail(UiTheme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_text(new QLabel(this)),
      m_change(new LinkButton(theme, LinkButton::Ink::Warning, this)),
      m_sources(new LinkButton(theme, LinkButton::Ink::Accent, this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    connect(m_change, &QAbstractButton::clicked, this, &StoryTrail::showWordings);
    connect(m_sources, &QAbstractButton::clicked, this, &StoryTrail::sourcesWanted);
}

QWidget *StoryTrail::sources() const
{
    return m_sources;
}

void StoryTrail::setStory(const Story &story, const QList<Story> &cluster)
{
    m_story = story;
    const StoryOrigin origin = storyOrigin(story, cluster, m_theme.times());
    m_text->setFont(m_theme.font(FontRole::MetaText));
    m_text->setText(origin.line());
    m_text->setToolTip(origin.tip);
    m_text->setAccessibleName(origin.line());
    m_text->setAccessibleDescription(origin.tip);
    const auto change = headlineChange(story);
    m_change->setVisible(change.has_value());
    if (change)
        m_change->setWords(
            headlineChangeText(*change, m_theme.times()),
            tr("Headline %1. Opens every wording.").arg(headlineChangeText(*change, m_theme.times())));
    const auto others = otherSources(story).size();
    m_sources->setVisible(others > 0);
    if (others > 0)
        m_sources->setWords(others == 1 ? tr("+1 source") : tr("+%1 sources").arg(others),
                            tr("Also reported by %1 other sources").arg(others));
    m_sources->setToolTip(story.clusterSources.join(QStringLiteral(", ")));
    m_text->setVisible(!m_text->text().isEmpty());
    resizeEvent(nullptr);
}

// The words to the left, as many lines as they need; the sources at the right of the first; the change below,
// or in the words' place when there are none.
StoryTrail::Places StoryTrail::places(int width) const
{
    Places places;
    const int target = m_change->sizeHint().height();
    const bool sources = !m_sources->isHidden(), change = !m_change->isHidden();
    int right = width;
    if (sources) {
        right -= m_sources->wordsWidth();
        places.sources = QRect(right, 0, m_sources->wordsWidth(), target);
        right -= 12;
    }
    int bottom = sources ? target : 0;
    if (!m_text->isHidden()) {
        const int high = m_text->heightForWidth(right);
        const int lead =
            std::max(0, (target - high) / 2); // one line stands in the middle of a target's height
        places.text = QRect(0, lead, right, high);
        bottom = std::max(bottom, high + 2 * lead);
    }
    if (change) {
        const bool beside = m_text->isHidden();
        const int top = beside ? 0 : places.text.bottom() + 1;
        places.change = QRect(0, top, std::min(m_change->wordsWidth(), beside ? right : width), target);
        bottom = std::max(bottom, places.change.bottom() + 1);
    }
    places.height = bottom;
    return places;
}

int StoryTrail::heightForWidth(int width) const
{
    return places(width).height;
}

void StoryTrail::resizeEvent(QResizeEvent *)
{
    const Places now = places(width());
    m_text->setGeometry(now.text);
    m_change->setGeometry(now.change);
    m_sources->setGeometry(now.sources);
}

void StoryTrail::showWordings()
{
    auto *popup = new WordingsPopup(m_story, m_theme, this);
    popup->openBelow(m_change);
}
