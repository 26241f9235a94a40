#include "ui/news/tagsdialog.h"

#include "app/market/assetdirectory.h"
#include "ui/style/controls.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

TagsDialog::TagsDialog(const Story &story, ArticleStore &store, UiTheme &theme, QWidget *parent)
    : QDialog(parent),
      m_store(store),
      m_theme(theme),
      m_story(story),
      m_tags(new QVBoxLayout),
      m_coin(new QLineEdit(this)),
      m_words(new QLineEdit(this)),
      m_add(new QPushButton(tr("Add"), this)),
      m_undo(new QPushButton(tr("Undo"), this)),
      m_note(label(FontRole::SmallText, true))
{
    setWindowTitle(tr("Correct tags"));
    setProperty("pane", QStringLiteral("surface"));
    setAttribute(Qt::WA_StyledBackground);
    setMinimumWidth(theme.px(410));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(10);
    column->addWidget(label(FontRole::Strong, false, story.article.title));
    column->addLayout(m_tags);
    m_tags->setSpacing(2);
    buildAdding(column);
    auto *said = new QHBoxLayout;
    said->addWidget(m_note, 1);
    said->addWidget(m_undo);
    column->addLayout(said);
    m_undo->setProperty("flat", true);
    m_undo->setProperty("small", true);
    m_undo->setAutoDefault(false);
    m_undo->hide();
    connect(m_undo, &QPushButton::clicked, this, &TagsDialog::undo);
    auto *close = new QPushButton(tr("Done"), this);
    close->setAutoDefault(false);
    column->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(&store, &ArticleStore::changed, this, [this](const ArticleChanges &changes) {
        for (const Story &changed : changes.updated) {
            if (changed.article.id != m_story.article.id)
                continue;
            m_story = changed;
            showTags();
        }
    });
    new FocusRing(theme, this);
    showTags();
    m_note->setText(tr("Corrections hold for this story and for later ones."));
}

QLabel *TagsDialog::label(FontRole role, bool secondary, const QString &text)
{
    auto *made = new QLabel(text, this);
    made->setTextFormat(Qt::PlainText);
    made->setWordWrap(true);
    made->setFont(m_theme.font(role));
    QPalette palette = made->palette();
    palette.setColor(QPalette::WindowText,
                     secondary ? m_theme.tokens().textSecondary : m_theme.tokens().text);
    made->setPalette(palette);
    return made;
}

void TagsDialog::buildAdding(QVBoxLayout *column)
{
    m_coin->setPlaceholderText(tr("Coin: BTC, Bitcoin"));
    m_coin->setAccessibleName(tr("Coin, by symbol or name"));
    m_words->setPlaceholderText(tr("Words that mean it"));
    m_words->setAccessibleName(tr("Words that mean the coin"));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_coin, 1);
    row->addWidget(m_words, 1);
    row->addWidget(m_add);
    column->addLayout(row);
    m_add->setDefault(true);
    connect(m_add, &QPushButton::clicked, this, &TagsDialog::addTag);
}

QWidget *TagsDialog::tagRow(const CoinTag &tag)
{
    auto *row = new QWidget(this);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(10);
    QLabel *symbol = label(FontRole::Strong, false, tag.symbol);
    symbol->setMinimumWidth(m_theme.px(52));
    symbol->setWordWrap(false);
    auto *remove = new IconButton(m_theme, Icon::Close, tr("Not about %1").arg(tag.symbol), row);
    remove->setSide(24);
    connect(remove, &QAbstractButton::clicked, this, [this, tag] {
        correct({tag.symbol, tag.evidence, false},
                tr("“%1” is no longer taken for %2.").arg(tag.evidence, tag.symbol));
    });
    line->addWidget(symbol);
    line->addWidget(label(FontRole::SmallText, true, tr("because of “%1”").arg(tag.evidence)), 1);
    line->addWidget(remove);
    return row;
}

void TagsDialog::showTags()
{
    while (QLayoutItem *item = m_tags->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // its cross may be what was clicked
        delete item;
    }
    for (const CoinTag &tag : std::as_const(m_story.facts.coins))
        m_tags->addWidget(tagRow(tag));
    if (m_story.facts.coins.isEmpty())
        m_tags->addWidget(label(FontRole::SmallText, true, tr("No coin is tagged.")));
    adjustSize();
}

void TagsDialog::addTag()
{
    const QString name = m_coin->text().trimmed(), words = m_words->text().simplified();
    const std::optional<Asset> asset = AssetDirectory::shipped().resolve(name);
    if (!asset || words.isEmpty()) {
        m_note->setText(!asset && name.isEmpty() ? tr("Enter a coin's symbol or name.")
                        : !asset                 ? tr("No coin goes by “%1”.").arg(name)
                                                 : tr("Enter the words that mean %1.").arg(asset->symbol));
        (asset ? m_words : m_coin)->setFocus();
        return;
    }
    correct({asset->symbol, words, true}, tr("“%1” now means %2.").arg(words, asset->symbol));
    m_coin->clear();
    m_words->clear();
}

void TagsDialog::correct(const TagCorrection &correction, const QString &note)
{
    m_store.correctTag(correction);
    m_last = correction;
    m_note->setText(note);
    m_undo->show();
}

void TagsDialog::undo()
{
    if (!m_last)
        return;
    m_store.forgetCorrection(*m_last);
    m_last.reset();
    m_undo->hide();
    m_note->setText(tr("Taken back."));
}
