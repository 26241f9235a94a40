// The peer of the start-up and memory figures: an empty QMainWindow with the same Qt modules loaded.
// Prints "painted" after its first paint and stays until it is ended.
#include <QApplication>
#include <QChart>
#include <QMainWindow>
#include <QNetworkAccessManager>
#include <QPaintEvent>
#include <QSqlDatabase>
#include <QTimer>
#include <QWebSocket>
#include <cstdio>

namespace {
class Window : public QMainWindow
{
protected:
    void paintEvent(QPaintEvent *event) override
    {
        QMainWindow::paintEvent(event);
        if (!m_told) {
            m_told = true;
            QTimer::singleShot(0, this, [] {
                std::puts("painted");
                std::fflush(stdout);
            });
        }
    }

private:
    bool m_told = false;
};
} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QNetworkAccessManager network;
    const QWebSocket socket;
    const QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"));
    const QChart chart; // loads Charts
    Window window;
    window.resize(1280, 800);
    window.show();
    return QApplication::exec();
}
