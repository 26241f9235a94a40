#pragma once

#include "ui/quotes/tone.h"
#include "ui/style/theme.h"

#include <QAbstractButton>
#include <optional>

// The newest headline, as the compact window's footer shows it. Filled from outside.
struct CompactHeadline
{
    QString id; // handed back when it is clicked
    QString title, source;
    UtcTime time{};
    QString tag;   // "USDT"; empty: none
    QString since; // "USDT since +0.42%"; empty: none
    Tone sinceTone = Tone::Secondary;
    bool operator==(const CompactHeadline &) const = default;
};

// The headline on two lines, then source, time, tag and what the coin did since. A button that opens it.
class CompactFooter : public QAbstractButton
{
    Q_OBJECT
public:
    explicit CompactFooter(UiTheme &theme, QWidget *parent = nullptr);
    void setHeadline(const std::optional<CompactHeadline> &headline);
    const std::optional<CompactHeadline> &headline() const { return m_headline; }

protected:
    void paintEvent(QPaintEvent *) override;

private:
    void paintTitle(QPainter &painter, double left, double right) const;
    void paintMeta(QPainter &painter, double left, double right) const;

    UiTheme &m_theme;
    std::optional<CompactHeadline> m_headline;
};
