#include "ui/alerts/alertfooter.h"

#include <QPushButton>

AlertFooter::AlertFooter(UiTheme &theme, QWidget *parent)
    : FooterNotice(theme, Icon::Bell, &Tokens::warning, parent), m_theme(theme)
{
    connect(addButton(tr("OK")), &QPushButton::clicked, this, &AlertFooter::dismissed);
    QPushButton *snooze = addButton(tr("Snooze"));
    snooze->setToolTip(tr("Silent for 15 min"));
    connect(snooze, &QPushButton::clicked, this, &AlertFooter::snoozeWanted);
}

void AlertFooter::setFirings(const QList<AlertFiring> &firings)
{
    const FiringWords words = firingWords(firings, m_theme);
    setLines(words.title, words.evidence);
    if (std::exchange(m_newest, firings.first().id) != firings.first().id)
        announce();
}
