#pragma once

#include "ui/style/controls.h"

#include <QLabel>

class QPushButton;

// One line across a pane: an icon, a sentence, an action, a cross to put it away. An Alert to assistive
// technology, announced once each time it is shown. Hidden until shown.
class NoticeBar : public QWidget
{
    Q_OBJECT
public:
    enum class Kind { Warning, Plain };
    NoticeBar(UiTheme &theme, Kind kind, QWidget *parent = nullptr);

    void showNotice(const QString &text, const QString &action);
    const QString &text() const { return m_text; }

signals:
    void actionWanted();
    void dismissed(); // by the user; hidden already

protected:
    void paintEvent(QPaintEvent *) override;
    void resizeEvent(QResizeEvent *) override;

private:
    void themeChanged();
    void elide();

    UiTheme &m_theme;
    Kind m_kind;
    QString m_text;
    QLabel *m_label;
    QPushButton *m_action;
    IconButton *m_close;
};
