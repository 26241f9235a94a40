#include "ui/news/fulltextbar.h"

#include <QLabel>
#include <QPushButton>

namespace {
constexpr int gap = 8;
}

FullTextBar::FullTextBar(UiTheme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_read(new QPushButton(tr("Read the full text"), this)),
      m_cancel(new QPushButton(tr("Cancel"), this)),
      m_browser(new QPushButton(tr("Open in browser"), this)),
      m_words(new QLabel(this))
{
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setProperty("role", QStringLiteral("secondary"));
    for (QPushButton *button : {m_read, m_cancel, m_browser})
        button->setProperty("small", true);
    connect(m_read, &QAbstractButton::clicked, this, &FullTextBar::wanted);
    connect(m_cancel, &QAbstractButton::clicked, this, &FullTextBar::cancelled);
    connect(m_browser, &QAbstractButton::clicked, this, &FullTextBar::browserWanted);
    connect(&theme, &UiTheme::changed, this, [this] { place(); });
    clear();
}

void FullTextBar::offer(const QString &host)
{
    m_host = host;
    m_read->setText(tr("Read the full text"));
    m_read->setToolTip(tr("Reads the page at %1, once and without its scripts and pictures").arg(host));
    m_words->clear();
    m_read->show();
    m_cancel->hide();
    m_browser->hide();
    place();
}

void FullTextBar::showReading()
{
    const bool keyboard = m_read->hasFocus();
    m_words->setText(tr("Reading %1 …").arg(m_host));
    m_cancel->show();
    m_read->hide();
    m_browser->hide();
    place(keyboard ? m_cancel : nullptr);
}

void FullTextBar::showFailure(const Error &error)
{
    const bool keyboard = m_cancel->hasFocus();
    m_words->setText(pageFailure(error, m_host));
    m_read->setText(tr("Try again"));
    m_read->show();
    m_browser->show();
    m_cancel->hide();
    place(keyboard ? m_browser : nullptr);
}

void FullTextBar::clear()
{
    m_words->clear();
    for (QPushButton *button : {m_read, m_cancel, m_browser})
        button->hide();
    place();
}

void FullTextBar::place(QWidget *keyboard)
{
    if (keyboard)
        keyboard->setFocus(Qt::OtherFocusReason);
    layOut(width());
    emit changed();
}

int FullTextBar::layOut(int width) const
{
    int x = 0, high = 0;
    for (QPushButton *button : {m_browser, m_read, m_cancel}) {
        if (button->isHidden())
            continue;
        const QSize size = button->sizeHint();
        button->setGeometry(QRect(QPoint(x, 0), size));
        x += size.width() + gap;
        high = std::max(high, size.height());
    }
    if (m_words->text().isEmpty()) {
        m_words->setGeometry({});
        return high;
    }
    // The words stand above the buttons: a reason may be long.
    const int words = m_words->heightForWidth(width);
    m_words->setGeometry(0, 0, width, words);
    for (QPushButton *button : {m_browser, m_read, m_cancel})
        button->move(button->x(), words + gap);
    return words + gap + high;
}

int FullTextBar::heightForWidth(int width) const
{
    return layOut(width);
}

void FullTextBar::resizeEvent(QResizeEvent *)
{
    layOut(width());
}

QString pageFailure(const Error &error, const QString &host)
{
    if (!error.detail.isEmpty())
        return error.detail;
    const auto tr = [](const char *text) { return FullTextBar::tr(text); };
    switch (error.kind) {
    case Error::Kind::Network:
        return tr("%1 could not be reached.").arg(host);
    case Error::Kind::Timeout:
        return tr("%1 took too long to answer.").arg(host);
    case Error::Kind::RateLimited:
        return tr("%1 asks to be left alone for a while.").arg(host);
    case Error::Kind::Rejected:
    case Error::Kind::Refused:
        return tr("%1 doesn't give the page to programs.").arg(host);
    case Error::Kind::Malformed:
    case Error::Kind::Unsupported:
        return tr("No article was found on the page at %1.").arg(host);
    case Error::Kind::Storage:
        break;
    }
    return tr("The page at %1 could not be read.").arg(host);
}
