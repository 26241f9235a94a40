#include "app/insight/insight.h"

Insight::Insight(Services services)
    : m_board(services.board),
      m_priceStore(std::move(services.priceStore)),
      m_awayMemory(std::move(services.awayMemory)),
      m_usual(services.history, services.clock),
      m_storyPrices({services.clock, services.board, services.history, m_usual, *m_priceStore,
                     services.articles, services.assets}),
      m_moveFinder({services.clock, services.history, services.articles, services.board, services.assets}),
      m_moveWatch(m_moveFinder, services.board, services.assets, services.clock),
      m_tape(services.history),
      m_wicks(services.history, services.board, services.assets),
      m_changes(services.history, services.board, services.clock),
      m_gaps(services.clock, services.board),
      m_away(services.clock, services.board, *m_awayMemory),
      m_digest({services.clock,
                services.history,
                services.articles,
                services.board,
                m_usual,
                m_moveFinder,
                services.assets,
                {},
                [this](UtcTime from, UtcTime until) { return m_gaps.between(from, until); }})
{
}
