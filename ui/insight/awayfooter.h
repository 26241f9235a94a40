#pragma once

#include "ui/insight/awaywords.h"
#include "ui/style/footernotice.h"

// "While you were away" as the compact window says it, in place of its headline: the span and the first
// changes, [OK]; a click opens the whole of it.
class AwayFooter : public FooterNotice
{
    Q_OBJECT
public:
    explicit AwayFooter(UiTheme &theme, QWidget *parent = nullptr);
    void setDigest(const AwayDigest &digest);

signals:
    void dismissed();

private:
    UiTheme &m_theme;
    QString m_told; // the span announced last
};
