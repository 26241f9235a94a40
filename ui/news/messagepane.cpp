#include "ui/news/messagepane.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

MessagePane::MessagePane(UiTheme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_picture(new QLabel(this)),
      m_title(new QLabel(this)),
      m_text(new QLabel(this)),
      m_button(new QPushButton(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(0);
    column->addStretch(1);
    for (QLabel *label : {m_picture, m_title, m_text}) {
        label->setAlignment(Qt::AlignCenter);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(label != m_picture);
        column->addWidget(label, 0, label == m_picture ? Qt::AlignHCenter : Qt::Alignment());
        column->addSpacing(label == m_picture ? 14 : label == m_title ? 5 : 14);
    }
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(1);
    m_button->hide();
    connect(m_button, &QPushButton::clicked, this, &MessagePane::pressed);
    connect(&theme, &UiTheme::changed, this, &MessagePane::restyle);
}

void MessagePane::show(Icon icon, const QString &title, const QString &text, const QString &button)
{
    m_icon = icon;
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    restyle();
}

QString MessagePane::title() const
{
    return m_title->text();
}

void MessagePane::restyle()
{
    const Tokens &t = m_theme.tokens();
    const auto colour = [](QLabel *label, const QColor &ink) {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, ink);
        label->setPalette(palette);
    };
    m_title->setFont(m_theme.font(FontRole::Strong));
    m_text->setFont(m_theme.font(FontRole::SmallText));
    colour(m_title, t.text);
    colour(m_text, t.textSecondary);
    const int side = m_theme.px(24);
    m_picture->setPixmap(makeIcon(m_icon, t.textSecondary, t.textSecondary, t.textSecondary)
                             .pixmap(QSize(side, side), devicePixelRatioF()));
    layout()->setAlignment(m_title, Qt::AlignHCenter);
    layout()->setAlignment(m_text, Qt::AlignHCenter);
    fitText();
}

// A wrapping label in the middle of its row gets the width of its narrowest form; it must be told its own.
void MessagePane::fitText()
{
    const int width = std::max(std::min(m_theme.px(280), this->width() - 32), 60);
    for (QLabel *label : {m_title, m_text}) {
        label->setFixedWidth(width);
        label->setMinimumHeight(std::max(label->heightForWidth(width), 0)); // -1 when empty
    }
}

void MessagePane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitText();
}
