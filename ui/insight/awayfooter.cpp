#include "ui/insight/awayfooter.h"

#include <QPushButton>

AwayFooter::AwayFooter(UiTheme &theme, QWidget *parent)
    : FooterNotice(theme, Icon::Clock, &Tokens::accent, parent), m_theme(theme)
{
    connect(addButton(tr("OK")), &QPushButton::clicked, this, &AwayFooter::dismissed);
}

void AwayFooter::setDigest(const AwayDigest &digest)
{
    const AwayWords words = awayWords(digest, m_theme);
    QStringList parts;
    for (const AwayFigure &figure : words.figures)
        parts.append(figure.name + u' ' + figure.change);
    if (words.simulated)
        parts.prepend(tr("simulated"));
    setLines(tr("While you were away \u00b7 %1").arg(words.span), parts.join(QStringLiteral(" \u00b7 ")));
    if (std::exchange(m_told, words.span) != words.span)
        announce();
}
