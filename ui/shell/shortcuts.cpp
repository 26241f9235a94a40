// The keys of the dashboard (design.md section 9), as far as what they lead to exists. Single letters are
// shortcuts of the window: a text field that has the focus takes them first.
#include "ui/shell/mainwindow.h"

#include "app/settings/settingsfile.h"
#include "ui/news/newspane.h"
#include "ui/shell/toolbar.h"

#include <QShortcut>

void MainWindow::bindKeys()
{
    const auto bind = [this](const QKeySequence &key, auto action) {
        auto *shortcut = new QShortcut(key, this);
        shortcut->setContext(Qt::WindowShortcut);
        shortcut->setAutoRepeat(true);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    const auto textSize = [this] { return m_services.settings.settings().textSizePercent; };
    bind(Qt::CTRL | Qt::Key_1, [this] { emit dashboardRequested(); });
    bind(Qt::CTRL | Qt::Key_2, [this] { emit compactRequested(); });
    bind(Qt::Key_F6, [this] { nextPane(1); });
    bind(Qt::SHIFT | Qt::Key_F6, [this] { nextPane(-1); });
    bind(QKeySequence::Find, [this] { m_toolbar->focusSearch(); });
    bind(Qt::Key_Slash, [this] { m_toolbar->focusSearch(); });
    bind(Qt::Key_Escape, [this] { escape(); });
    bind(Qt::Key_F5, [this] { emit refreshRequested(); });
    bind(Qt::CTRL | Qt::Key_T, [this] {
        m_services.settings.change([](Settings &settings) { settings.alwaysOnTop = !settings.alwaysOnTop; });
    });
    bind(Qt::CTRL | Qt::Key_Equal, [this, textSize] { changeTextSize(textSize() + 10); });
    bind(Qt::CTRL | Qt::Key_Plus, [this, textSize] { changeTextSize(textSize() + 10); });
    bind(Qt::CTRL | Qt::Key_Minus, [this, textSize] { changeTextSize(textSize() - 10); });
    bind(Qt::CTRL | Qt::Key_0, [this] { changeTextSize(100); });
    bind(Qt::CTRL | Qt::Key_Comma, [this] { emit settingsRequested({}); });
    bind(Qt::Key_Question, [this] { emit keyboardSheetRequested(); });
    bind(Qt::Key_F1, [this] { emit keyboardSheetRequested(); });
    bind(Qt::CTRL | Qt::Key_Q, [this] { emit quitRequested(); });
    bind(Qt::CTRL | Qt::Key_W, [this] { close(); });

    bind(Qt::Key_J, [this] { m_news->nextStory(); });
    bind(Qt::Key_K, [this] { m_news->previousStory(); });
    bind(Qt::Key_N, [this] { m_news->nextUnread(); });
    bind(Qt::Key_S, [this] { m_news->toggleSaved(); });
    bind(Qt::Key_L, [this] { m_news->copyLink(); });
    bind(Qt::Key_O, [this] { m_news->openInBrowser(); });
    bind(Qt::Key_U, [this] { m_news->toggleRead(); });
    bind(Qt::SHIFT | Qt::Key_U, [this] { m_news->toggleUnreadOnly(); });
    bind(Qt::SHIFT | Qt::Key_R, [this] { m_news->markAllRead(); });
}
