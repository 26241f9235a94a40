#pragma once

#include "app/alerts/alertengine.h"

#include <QObject>
#include <QSet>

class AlertEditor;
class QWidget;
class UiTheme;

// What a run's windows share about alerts: what has just fired and waits for an answer, and what is done
// about it. Cards, footers and notifications show it and ask here; it decides no firing.
class AlertDesk : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::minutes snoozeFor{15};

    // All outlive it.
    AlertDesk(AlertBook &book, AlertEngine &engine, QuoteBoard &board, const AssetDirectory &assets,
              UiTheme &theme, Clock &clock, QObject *parent = nullptr);

    AlertBook &book() { return m_book; }
    AlertEngine &engine() { return m_engine; }
    // Rang in this run and not acknowledged yet, newest first.
    const QList<AlertFiring> &waiting() const { return m_waiting; }
    QSet<AssetId> amberCoins() const; // of alerts that fired and were not acknowledged

    // The chart of its coin, or its story; that counts as seen.
    void open(const AlertFiring &firing);
    void snooze(QList<AlertFiring> firings);
    void turnOff(QList<AlertFiring> firings);
    void acknowledge(QList<AlertFiring> firings);

    // The editor as a popup below `anchor`; null: nowhere.
    void addAlert(QWidget *anchor, const AssetId &asset, const std::optional<Decimal> &level = std::nullopt);
    void editAlert(QWidget *anchor, AlertId id);

signals:
    void waitingChanged();
    void changed(); // the book: counts and amber rows
    void chartWanted(const AssetId &asset);
    void storyWanted(ArticleId story);

private:
    void ring(const QList<AlertFiring> &firings);
    void prune();
    AlertEditor *editor(QWidget *anchor);

    AlertBook &m_book;
    AlertEngine &m_engine;
    QuoteBoard &m_board;
    const AssetDirectory &m_assets;
    UiTheme &m_theme;
    Clock &m_clock;
    QList<AlertFiring> m_waiting;
};
