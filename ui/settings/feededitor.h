#pragma once

#include "ui/settings/feedform.h"

#include <QDialog>

// The fields of one feed, saved as a whole. Deletes itself.
class FeedEditor : public QDialog
{
    Q_OBJECT
public:
    // What is wrong with an entry, or nothing once it is saved.
    using Save = std::function<QString(const FeedEntry &)>;
    FeedEditor(UiTheme &theme, const FeedEntry &entry, const QList<FeedEntry> &others, Save save,
               QWidget *parent);

private:
    void save();

    FeedForm *m_form;
    Save m_save;
};
