#pragma once

#include "ui/style/theme.h"

#include <QAbstractButton>
#include <QKeySequence>
#include <functional>

// A picture with a radio button and a name below it: one of a few ways to look. Exclusive among its siblings.
class ChoiceCard : public QAbstractButton
{
    Q_OBJECT
public:
    using Draw = std::function<void(QPainter &painter, const QRectF &box)>;
    ChoiceCard(UiTheme &theme, const QString &name, Draw draw, const QKeySequence &shownKey, QWidget *parent);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *) override;

private:
    UiTheme &m_theme;
    Draw m_draw;
    QString m_key;
};

// The little dashboard of a theme's card, and the frame of a window in one of the modes.
void drawThemePreview(QPainter &painter, const QRectF &box, bool dark);
void drawModePreview(QPainter &painter, const QRectF &box, const Tokens &tokens, bool compact);
