#pragma once

#include "app/quotes/wirewatch.h"
#include "app/settings/settingsfile.h"
#include "ui/quotes/coinwatch.h"
#include "ui/quotes/whywords.h"
#include "ui/style/theme.h"

#include <QWidget>

class IconButton;
class QGridLayout;
class QLabel;
class QPlainTextEdit;
class TextLink;
class WhySources;

// "Why this number": a card over the window that says where a figure comes from, when it came, what its
// change compares with, how it is written, what the other sources say, and the message itself. It follows the
// price while it is open; Esc or a click elsewhere closes it.
class WhyCard : public QWidget
{
    Q_OBJECT
public:
    // `wire`: null in demo and replay, where no message came from a venue.
    WhyCard(QuoteBoard &board, SettingsFile &settings, WireWatch *wire, UiTheme &theme, Clock &clock,
            QWidget *parent = nullptr);

    // What changes are measured from; rolling 24 h until then. Must outlive this.
    void setChanges(ChangeFigures &changes);
    // Beside `anchor` (in global coordinates), wholly on its screen.
    void openFor(const AssetId &asset, const QRect &anchor);
    const WhyWords &words() const { return m_words; }
    // The message as shown; empty while it isn't asked for or none has come.
    QString message() const;

protected:
    void paintEvent(QPaintEvent *) override;
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void refresh();
    void fillLines();
    void showMessage(bool shown);
    void hear(const WireMessage &message);
    void place();
    void restyle();

    SettingsFile &m_settings;
    WireWatch *m_wire;
    const ChangeFigures *m_changes = nullptr;
    UiTheme &m_theme;
    Clock &m_clock;
    CoinWatch m_watch;
    WhyWords m_words;
    QRect m_anchor;
    IconButton *m_close;
    QGridLayout *m_grid;
    QList<std::pair<QLabel *, QLabel *>> m_lines;
    WhySources *m_sources;
    QLabel *m_comparison, *m_messageHead;
    TextLink *m_show;
    QPlainTextEdit *m_message;
    Request m_listening;
    InstrumentId m_listensTo;
};
