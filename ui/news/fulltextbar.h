#pragma once

#include "app/base/result.h"
#include "ui/style/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

// Below a text that is only the beginning: the button that reads the rest from the source's page, how that is
// going, and why it failed. Takes no room while there is nothing to offer.
class FullTextBar : public QWidget
{
    Q_OBJECT
public:
    explicit FullTextBar(UiTheme &theme, QWidget *parent = nullptr);
    void offer(const QString &host); // "Read the full text"
    void showReading();
    void showFailure(const Error &error);
    void clear();
    int heightForWidth(int width) const override;
    bool hasHeightForWidth() const override { return true; }

signals:
    void wanted();
    void cancelled();
    void browserWanted();
    void changed(); // perhaps of another height

protected:
    void resizeEvent(QResizeEvent *) override;

private:
    void place(QWidget *keyboard = nullptr);
    int layOut(int width) const; // places the widgets; returns the height

    UiTheme &m_theme;
    QString m_host;
    QPushButton *m_read, *m_cancel, *m_browser;
    QLabel *m_words;
};

// "www.coindesk.com did not answer.": why a page could not be read, for people: the error's own
// sentence, else one for its kind.
QString pageFailure(const Error &error, const QString &host);
