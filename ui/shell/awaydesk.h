#pragma once

#include "app/insight/awaywatch.h"

class AlertBook;
class UiTheme;

// What a run's windows share about the user's absences: hears every input of the program (after listen()),
// has the digest made once somebody is back and prices can be had, and keeps it until it was answered. Cards
// show it.
class AwayDesk : public QObject
{
    Q_OBJECT
public:
    // All outlive it. No input counts before listen().
    AwayDesk(AwayWatch &watch, AwayDigestBuilder &builder, AlertBook &alerts, QuoteBoard &board,
             UiTheme &theme, Clock &clock, QObject *parent = nullptr);

    void listen();
    // Of the last absence, if it had anything to tell and nobody has dismissed it.
    const std::optional<AwayDigest> &digest() const { return m_digest; }
    void dismiss();
    // The digest of this span, whoever was where, even when there is nothing to tell.
    void show(UtcTime from, UtcTime until);
    bool isBusy() const { return m_span.has_value(); } // one is being made

signals:
    void changed(); // digest()

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Span
    {
        UtcTime from{}, until{};
        bool evenEmpty = false;
    };
    void want(const Span &span);
    void look();
    void build();

    AwayWatch &m_watch;
    AwayDigestBuilder &m_builder;
    QuoteBoard &m_board;
    Clock &m_clock;
    std::optional<Span> m_span;
    MonoTime m_wantedAt{};
    std::optional<AwayDigest> m_digest;
    Request m_later, m_request;
};

// What fired in that time, oldest first, as cards word it.
QList<AwayAlert> awayAlerts(const AlertBook &book, const UiTheme &theme, UtcTime from, UtcTime until);
