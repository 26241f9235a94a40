#pragma once

#include "app/base/clock.h"
#include "ui/style/controls.h"

#include <QLabel>
#include <QPushButton>

// A line of a page that says what was just done, and offers to undo it for eight seconds; without an undo it
// stays until it is put away. Read out once by screen readers. Hidden until shown.
class PageNotice : public QWidget
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds offered{8};

    PageNotice(UiTheme &theme, Clock &clock, QWidget *parent);
    void tell(const QString &words);
    void offerUndo(const QString &words, std::function<void()> undo);
    QString words() const { return m_words->text(); }

private:
    void show(const QString &words);

    Clock &m_clock;
    QLabel *m_words;
    QPushButton *m_undo;
    std::function<void()> m_undoing;
    Request m_end;
};
