#pragma once

#include "ui/quotes/coinwatch.h"
#include "ui/quotes/sourcemodel.h"
#include "ui/style/theme.h"

#include <QWidget>

class PaneHead;
class SourceRuler;
class SourceTable;

// "Price by source": what each says of the coin, how old that is, and how far they are apart (design.md,
// detail view). Brief, for narrow windows: without the comparison and the ruler.
class SourcePane : public QWidget
{
    Q_OBJECT
public:
    SourcePane(QuoteBoard &board, UiTheme &theme, Clock &clock, QWidget *parent = nullptr);
    void setCoin(const AssetId &asset) { m_watch.setCoin(asset); }
    void setBrief(bool brief);
    const SourceModel &model() const { return m_model; }

private:
    void refresh();

    UiTheme &m_theme;
    CoinWatch m_watch;
    SourceModel m_model;
    PaneHead *m_head;
    SourceTable *m_table;
    SourceRuler *m_ruler;
    bool m_brief = false;
};
