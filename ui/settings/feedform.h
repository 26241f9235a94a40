#pragma once

#include "app/news/feedlist.h"
#include "ui/style/combo.h"

#include <QLineEdit>

class QGridLayout;
class QLabel;

// The fields of a feed a person may change. The short form (before a feed is added) has name, language, group
// and kind; the long one also address, weight and zone.
class FeedForm : public QWidget
{
    Q_OBJECT
public:
    enum class Length { Short, Long };
    // `others`: the list, for what groups and languages there are.
    FeedForm(UiTheme &theme, Length length, const QList<FeedEntry> &others, QWidget *parent);

    void setEntry(const FeedEntry &entry);
    // As the fields say; the rest as setEntry() gave it.
    FeedEntry entry() const;
    // Under the fields, in the colour of errors; empty: none.
    void setProblem(const QString &problem);
    void focusName();

private:
    QLineEdit *addField(const QString &name, const QStringList &known = {});
    Combo *addChoice(const QString &name);
    void addRow(const QString &name, QWidget *field);

    UiTheme &m_theme;
    QGridLayout *m_rows;
    FeedEntry m_entry;
    QLineEdit *m_name, *m_address = nullptr, *m_language, *m_group;
    Combo *m_kind, *m_weight = nullptr, *m_zone = nullptr;
    QLabel *m_problem;
};
