#pragma once

#include "ui/alerts/alertwords.h"
#include "ui/style/combo.h"

#include <QLabel>
#include <QLineEdit>

class QHBoxLayout;
class QPushButton;

// What makes up an alert, as fields; says below them how far off it is, or what is wrong. Used in one line by
// the settings, and with all there is by the editor.
class AlertForm : public QWidget
{
    Q_OBJECT
public:
    enum class Style {
        Line, // coin, kind, value, how often
        Full  // in words too, every limit of a story, cool-down and note
    };
    // All outlive it.
    AlertForm(AlertBook &book, AlertEngine &engine, QuoteBoard &board, const AssetDirectory &assets,
              UiTheme &theme, Style style, QWidget *parent);

    // A new one; `level`: at this price, above or below as the price now stands to it.
    void begin(const AssetId &asset, const std::optional<Decimal> &level = std::nullopt);
    void edit(const Alert &alert);
    bool isEditing() const { return m_edited.has_value(); }
    // Adds it, or changes what is being edited. False: it says below what is wrong.
    bool save();
    void focusFirst();
    // Of a form in one line: stands at its end.
    void setButton(QPushButton *button);
    const QString message() const { return m_message->text(); }

signals:
    void submitted(); // Enter in a field

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Problem
    {
        QString words;
        QWidget *field = nullptr;
    };
    QLineEdit *field(const QString &name, const QString &hint = {});
    void makeFields();
    void layOutLine();
    void layOutFull();
    QWidget *row(std::initializer_list<QWidget *> fields, int stretched = -1);
    void fillCoins();
    void fillKinds();
    void fill(const Alert &alert);
    void readWords();
    void fieldsEdited();
    void kindChanged();
    Alert alert() const;
    AlertCondition condition() const;
    AlertCondition::Kind kind() const;
    AssetId asset() const;
    bool isStable(const AssetId &asset) const;
    std::optional<Problem> problem() const;
    void say();
    void complain(const Problem &problem);
    std::optional<Decimal> number(const QLineEdit &field) const;

    AlertBook &m_book;
    AlertEngine &m_engine;
    QuoteBoard &m_board;
    const AssetDirectory &m_assets;
    UiTheme &m_theme;
    Style m_style;
    QHBoxLayout *m_end = nullptr; // of a form in one line: what is said, and how often
    std::optional<Alert> m_edited;
    QString m_unit;  // of the level
    AssetId m_extra; // a coin that is not on the watchlist
    Combo *m_coin, *m_kind, *m_within, *m_storyKind, *m_often, *m_coolDown;
    QLineEdit *m_words, *m_level, *m_percent, *m_source, *m_text, *m_note;
    QLabel *m_unitLabel, *m_percentLabel, *m_message;
    QList<QWidget *> m_levelRow, m_percentRow, m_moveRow, m_storyRow; // shown by kind
    bool m_loading = false;
    QString m_wordsProblem;
};
