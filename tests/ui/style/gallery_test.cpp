// Draws every control and icon into the build folder, to be looked at beside the design.
#include "tests/support/manualclock.h"
#include "ui/style/badges.h"
#include "ui/style/controls.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QSlider>
#include <QSpinBox>
#include <gtest/gtest.h>

namespace {
class Icons : public QWidget
{
public:
    explicit Icons(UiTheme &theme) : m_theme(theme) { setFixedSize(560, 150); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Tokens &t = m_theme.tokens();
        for (int i = 0; i <= static_cast<int>(Icon::Undo); ++i)
            drawIcon(painter, static_cast<Icon>(i), QRectF(8 + i % 22 * 25, 8 + i / 22 * 25, 16, 16),
                     t.textSecondary);
        int x = 8;
        for (const char *text : {"USDT", "SOL", "Geopolitics"}) {
            const QString word = QString::fromLatin1(text);
            drawChip(painter, QPointF(x, 90), m_theme, word, t.textSecondary, t.elevated);
            x += static_cast<int>(chipWidth(m_theme.fonts(), word)) + 6;
        }
        drawChip(painter, QPointF(x, 90), m_theme, QStringLiteral("Market"), t.accent, t.selectedChip,
                 Icon::Diamond);
        drawDot(painter, {300, 98}, t.ok);
        drawDot(painter, {315, 98}, t.warning);
        drawDot(painter, {330, 98}, t.textSecondary, true);
        drawBrandMark(painter, QRectF(350, 88, 20, 20), t);
        drawSourceBadge(painter, QStringLiteral("金色财经"), QRectF(380, 89, 18, 18), t);
        drawCount(painter, QRectF(410, 90, 15, 15), m_theme, 3, t.accentFill, t.onAccent);
        drawCount(painter, QRectF(435, 90, 24, 15), m_theme, 120, t.accentFill, t.onAccent);
    }

private:
    UiTheme &m_theme;
};

struct Gallery : QWidget
{
    explicit Gallery(UiTheme &theme)
    {
        auto *grid = new QGridLayout(this);
        const auto button = [&](const char *text, const char *property, int row, int column,
                                bool enabled = true) {
            auto *made = new QPushButton(QString::fromLatin1(text), this);
            if (property)
                made->setProperty(property, true);
            made->setEnabled(enabled);
            grid->addWidget(made, row, column);
        };
        button("Button", nullptr, 0, 0);
        button("Primary", "primary", 0, 1);
        button("Small", "small", 0, 2);
        button("Details", "flat", 0, 3);
        button("Disabled", nullptr, 0, 4, false);
        auto *field = new QLineEdit(QStringLiteral("115,000.00"), this);
        grid->addWidget(field, 1, 0);
        auto *empty = new QLineEdit(this);
        empty->setPlaceholderText(QStringLiteral("Search"));
        grid->addWidget(empty, 1, 1);
        auto *combo = new QComboBox(this);
        combo->addItems({QStringLiteral("Same as the system"), QStringLiteral("English")});
        grid->addWidget(combo, 1, 2, 1, 2);
        auto *spin = new QSpinBox(this);
        grid->addWidget(spin, 1, 4);
        auto *radio = new QRadioButton(QStringLiteral("Green up"), this);
        radio->setChecked(true);
        grid->addWidget(radio, 2, 0);
        grid->addWidget(new QRadioButton(QStringLiteral("Red up"), this), 2, 1);
        auto *check = new QCheckBox(QStringLiteral("All pages"), this);
        check->setChecked(true);
        grid->addWidget(check, 2, 2);
        grid->addWidget(new QCheckBox(QStringLiteral("Off"), this), 2, 3);
        auto *slider = new QSlider(Qt::Horizontal, this);
        slider->setValue(40);
        grid->addWidget(slider, 2, 4);
        auto *on = new Toggle(theme, QStringLiteral("On"), this);
        on->setChecked(true);
        grid->addWidget(on, 3, 0);
        grid->addWidget(new Toggle(theme, QStringLiteral("Off"), this), 3, 1);
        auto *off = new Toggle(theme, QStringLiteral("Disabled"), this);
        off->setEnabled(false);
        grid->addWidget(off, 3, 2);
        auto *segments = new Segments(
            theme, {QStringLiteral("1H"), QStringLiteral("24H"), QStringLiteral("7D")}, {}, this);
        segments->setCurrent(1);
        grid->addWidget(segments, 3, 3, 1, 2);
        auto *tabs = new Tabs(theme, this);
        for (const char *text : {"Latest", "Trending", "Saved"})
            tabs->addTab(QString::fromLatin1(text));
        tabs->setCount(0, 3);
        grid->addWidget(tabs, 4, 0, 1, 3);
        grid->addWidget(new Pill(theme, Icon::Unread, QStringLiteral("Unread"), this), 4, 3);
        auto *filter = new Pill(theme, Icon::Unread, QStringLiteral("Unread"), this);
        filter->setChecked(true);
        grid->addWidget(filter, 4, 4);
        auto *pin = new IconButton(theme, Icon::Pin, QStringLiteral("Pin"), this);
        pin->setCheckable(true);
        pin->setChecked(true);
        grid->addWidget(pin, 5, 0);
        auto *bell = new IconButton(theme, Icon::Bell, QStringLiteral("Alerts"), this);
        bell->setCount(1);
        grid->addWidget(bell, 5, 1);
        auto *bar = new QScrollBar(Qt::Horizontal, this);
        grid->addWidget(bar, 5, 2, 1, 3);
        grid->addWidget(new Icons(theme), 6, 0, 1, 5);
        setProperty("pane", QStringLiteral("surface"));
        setAttribute(Qt::WA_StyledBackground);
    }
};
} // namespace

TEST(GalleryTest, EveryThemeDrawsItsControlsInItsOwnColours)
{
    ManualClock clock;
    SettingsFile settings(clock, {}, defaultSettings());
    UiTheme theme(settings);
    theme.applyTo(*qApp);
    const QString folder = QStringLiteral(WICKPOST_BINARY_DIR "/pictures");
    QDir().mkpath(folder);
    const auto draw = [&](const QString &name) {
        Gallery gallery(theme);
        gallery.resize(600, 400);
        gallery.move(300, 300);
        gallery.show();
        QCoreApplication::processEvents();
        for (const int scale : {1, 2}) {
            QImage image(gallery.size() * scale, QImage::Format_RGB32);
            image.setDevicePixelRatio(scale);
            gallery.render(&image);
            EXPECT_EQ(image.pixelColor(1, 1), theme.tokens().surface);
            EXPECT_TRUE(image.save(QStringLiteral("%1/gallery-%2@%3x.png").arg(folder, name).arg(scale)));
        }
    };
    theme.setChoice(Theme::Dark);
    draw(QStringLiteral("dark"));
    theme.setChoice(Theme::Light);
    draw(QStringLiteral("light"));
    QPalette contrast(Qt::black);
    contrast.setColor(QPalette::Window, Qt::black);
    contrast.setColor(QPalette::WindowText, Qt::white);
    contrast.setColor(QPalette::Highlight, Qt::yellow);
    contrast.setColor(QPalette::HighlightedText, Qt::black);
    theme.setHighContrast(contrast);
    draw(QStringLiteral("contrast"));
}
