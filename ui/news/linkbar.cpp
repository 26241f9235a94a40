#include "ui/news/linkbar.h"

#include "app/news/linkcleaner.h"
#include "ui/news/addresslabel.h"
#include "ui/news/storytext.h"
#include "ui/style/controls.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

LinkBar::LinkBar(UiTheme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_text(new QLabel(this)),
      m_warning(new QLabel(this)),
      m_address(new AddressLabel(theme, this)),
      m_open(new QPushButton(tr("Open"), this)),
      m_copy(new QPushButton(tr("Copy link"), this)),
      m_close(new IconButton(theme, Icon::Close, tr("Close"), this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(24, 8, 10, 8);
    row->setSpacing(8);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    for (QLabel *label : {m_text, m_warning}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    words->addWidget(m_text);
    words->addWidget(m_address);
    words->addWidget(m_warning);
    row->addLayout(words, 1);
    row->addWidget(m_open);
    row->addWidget(m_copy);
    row->addWidget(m_close);
    for (QPushButton *button : {m_open, m_copy})
        button->setProperty("small", true);
    m_open->setProperty("primary", true);
    m_close->setSide(24);
    connect(m_open, &QPushButton::clicked, this, [this] {
        hide();
        emit opened(m_link);
    });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        hide();
        QGuiApplication::clipboard()->setText(QString::fromUtf8(m_link.toEncoded()));
    });
    connect(m_close, &QAbstractButton::clicked, this, &QWidget::hide);
    hide();
}

void LinkBar::ask(const QUrl &link)
{
    m_link = QUrl(cleanLink(QString::fromUtf8(link.toEncoded())), QUrl::StrictMode);
    const QString host = realHost(m_link);
    m_text->setFont(m_theme.font(host.isEmpty() ? FontRole::SmallMedium : FontRole::Meta));
    m_text->setText(host.isEmpty() ? tr("This link leads to no web page and is not opened.")
                                   : tr("This link opens in your browser:"));
    m_address->setVisible(!host.isEmpty());
    m_address->setLink(host.isEmpty() ? QUrl() : m_link);
    m_warning->setFont(m_theme.font(FontRole::Meta));
    QPalette palette = m_warning->palette();
    palette.setColor(QPalette::WindowText, m_theme.tokens().warning);
    m_warning->setPalette(palette);
    m_warning->setText(m_address->warning());
    m_warning->setVisible(!m_address->warning().isEmpty());
    m_open->setVisible(!host.isEmpty());
    m_copy->setVisible(!host.isEmpty());
    show();
    setAccessibleName(m_text->text() + u' ' + m_address->accessibleName());
    (host.isEmpty() ? static_cast<QWidget *>(m_close) : m_open)->setFocus(Qt::OtherFocusReason);
}

void LinkBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QWidget::keyPressEvent(event);
}

void LinkBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().elevated);
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.tokens().border);
}
