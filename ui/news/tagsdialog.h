#pragma once

#include "app/news/articlestore.h"
#include "ui/style/theme.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

// "Correct tags": the coins a story is tagged with, each with the words that say so and a cross, and a line
// to add one by symbol or name with the words that mean it. What is corrected holds for later stories too;
// the list shows what the store makes of it.
class TagsDialog : public QDialog
{
    Q_OBJECT
public:
    TagsDialog(const Story &story, ArticleStore &store, UiTheme &theme, QWidget *parent = nullptr);

private:
    void buildAdding(QVBoxLayout *column);
    void showTags();
    void addTag();
    void correct(const TagCorrection &correction, const QString &note);
    void undo();
    QWidget *tagRow(const CoinTag &tag);
    QLabel *label(FontRole role, bool secondary, const QString &text = {});

    ArticleStore &m_store;
    UiTheme &m_theme;
    Story m_story;
    QVBoxLayout *m_tags;
    QLineEdit *m_coin, *m_words;
    QPushButton *m_add, *m_undo;
    QLabel *m_note;
    std::optional<TagCorrection> m_last; // what can be taken back
};
