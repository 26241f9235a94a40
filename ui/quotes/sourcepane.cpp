#include "ui/quotes/sourcepane.h"

#include "ui/quotes/sourceruler.h"
#include "ui/quotes/sourcetable.h"
#include "ui/style/panehead.h"

#include <QVBoxLayout>

SourcePane::SourcePane(QuoteBoard &board, UiTheme &theme, Clock &clock, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_watch(board, clock, this),
      m_model(theme, clock),
      m_head(new PaneHead(theme, tr("Price by source"), this)),
      m_table(new SourceTable(m_model, theme, this)),
      m_ruler(new SourceRuler(theme, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_table);
    column->addWidget(m_ruler);
    m_head->setRuled(true);
    m_watch.setAlwaysTicks(true);
    connect(&m_watch, &CoinWatch::changed, this, &SourcePane::refresh);
    connect(&theme, &UiTheme::changed, this, &SourcePane::refresh);
    refresh();
}

void SourcePane::setBrief(bool brief)
{
    m_brief = brief;
    m_table->setBrief(brief);
    refresh();
}

void SourcePane::refresh()
{
    const CoinQuote &quote = m_watch.quote();
    m_model.setQuote(quote);
    m_head->setNote(tr("spread %1").arg(spreadText(quote, m_theme.numbers())), true);
    if (m_brief)
        m_ruler->hide();
    else
        m_ruler->setQuote(quote);
}
