#include "ui/settings/settingsdialog.h"

#include "ui/settings/alertspage.h"
#include "ui/settings/appearancepage.h"
#include "ui/settings/feedspage.h"
#include "ui/settings/restorequestion.h"
#include "ui/settings/sourcespage.h"
#include "ui/settings/watchlistpage.h"
#include "ui/settings/windowpage.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>

namespace {
constexpr int navigationWidth = 168, footerHeight = 48;
constexpr int titleBar = 40; // of the desktop's own, at most
} // namespace

SettingsDialog::SettingsDialog(const SettingsServices &services, QWidget *parent)
    : QDialog(parent),
      m_services(services),
      m_navigation(new QListWidget(this)),
      m_pages(new QStackedWidget(this)),
      m_footer(new QLabel(this)),
      m_side(new QWidget(this)),
      m_foot(new QWidget(this))
{
    setWindowTitle(tr("Settings"));
    const UiTheme &theme = m_services.theme;
    const QSize room = screen()->availableSize() - QSize(0, titleBar);
    resize(QSize(theme.px(720), theme.px(520)).boundedTo(room));
    setMinimumSize(480, 320);

    m_side->setFixedWidth(m_services.theme.px(navigationWidth));
    m_side->setProperty("pane", QStringLiteral("bg"));
    auto *side = new QVBoxLayout(m_side);
    side->setContentsMargins(8, 12, 8, 14);
    side->addWidget(m_navigation, 1);
    auto *version = new QLabel(m_services.version, m_side);
    version->setProperty("role", QStringLiteral("meta"));
    version->setContentsMargins(8, 0, 0, 0);
    side->addWidget(version);
    m_navigation->setAccessibleName(tr("Pages"));
    m_navigation->setIconSize({16, 16});
    m_navigation->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(24, 0, 16, 0);
    foot->setSpacing(8);
    m_footer->setProperty("role", QStringLiteral("secondary"));
    foot->addWidget(m_footer, 1);
    auto *restore = new QPushButton(tr("Restore defaults…"), m_foot);
    restore->setProperty("flat", true);
    restore->setAutoDefault(false);
    connect(restore, &QPushButton::clicked, this, &SettingsDialog::confirmRestore);
    foot->addWidget(restore);
    auto *close = new QPushButton(tr("Close"), m_foot);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    foot->addWidget(close);
    m_foot->setFixedHeight(m_services.theme.px(footerHeight));

    auto *right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    right->addWidget(m_pages, 1);
    right->addWidget(m_foot);
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_side);
    all->addLayout(right, 1);

    addPage(new WatchlistPage(m_services, m_pages), Icon::List);
    auto *sources = new SourcesPage(m_services, m_pages);
    connect(sources, &SourcesPage::demoRequested, this, &SettingsDialog::demoRequested);
    addPage(sources, Icon::Plug);
    addPage(new FeedsPage(m_services, m_pages), Icon::Feed);
    addPage(new AlertsPage(m_services, m_pages), Icon::Bell);
    addPage(new AppearancePage(m_services, m_pages), Icon::Contrast);
    m_windowPage = new WindowPage(m_services, m_pages);
    addPage(m_windowPage, Icon::Pin);
    connect(m_navigation, &QListWidget::currentRowChanged, this, [this](int row) {
        m_pages->setCurrentIndex(row);
        m_footer->setText(currentPage()->footer());
    });
    m_navigation->setCurrentRow(0);
    new FocusRing(m_services.theme, this);
    connect(&m_services.theme, &UiTheme::changed, this, &SettingsDialog::restyle);
    restyle();
    m_navigation->setFocus();
}

SettingsDialog::~SettingsDialog() = default;

void SettingsDialog::addPage(SettingsPage *page, Icon icon)
{
    // On a short screen, or with large text, a page scrolls.
    auto *scroll = new QScrollArea(m_pages);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    page->setProperty("pane", QStringLiteral("surface"));
    scroll->setWidget(page);
    m_pages->addWidget(scroll);
    m_navigation->addItem(page->title());
    m_icons.append(icon);
}

SettingsPage *SettingsDialog::currentPage() const
{
    return qobject_cast<SettingsPage *>(qobject_cast<QScrollArea *>(m_pages->currentWidget())->widget());
}

void SettingsDialog::showPage(const QString &title)
{
    const auto found = m_navigation->findItems(title, Qt::MatchExactly);
    if (!found.isEmpty())
        m_navigation->setCurrentItem(found.first());
}

void SettingsDialog::refreshGrants()
{
    m_windowPage->refreshGrants();
}

void SettingsDialog::restyle()
{
    const Tokens &tokens = m_services.theme.tokens();
    const Fonts &fonts = m_services.theme.fonts();
    m_navigation->setStyleSheet(QStringLiteral("QListWidget { background: %1; } QListWidget::item { height: "
                                               "%2px; border-radius: 6px; padding-left: 8px; color: %3; }"
                                               "QListWidget::item:selected { background: %4; color: %5; } "
                                               "QListWidget::item:hover:!selected { background: %6; }")
                                    .arg(tokens.bg.name())
                                    .arg(fonts.px(30))
                                    .arg(tokens.textSecondary.name(), tokens.selected.name(),
                                         tokens.text.name(), tokens.hover.name()));
    for (int i = 0; i < m_navigation->count(); ++i)
        m_navigation->item(i)->setIcon(
            makeIcon(m_icons.at(i), tokens.textSecondary, tokens.accent, tokens.textDisabled));
    m_foot->setStyleSheet(QStringLiteral("#foot { border-top: 1px solid %1; }").arg(tokens.border.name()));
    m_foot->setObjectName(QStringLiteral("foot"));
    m_side->setFixedWidth(m_services.theme.px(navigationWidth));
    m_foot->setFixedHeight(m_services.theme.px(footerHeight));
}

void SettingsDialog::confirmRestore()
{
    auto *ask =
        new RestoreQuestion(m_services.theme, currentPage()->title(), currentPage()->restoredNames(), this);
    connect(ask, &QDialog::accepted, this,
            [this, ask, page = currentPage()] { restore(ask->allPages() ? nullptr : page); });
    ask->open();
}

void SettingsDialog::restore(const SettingsPage *only)
{
    Settings settings = m_services.settings.settings();
    const auto pages = findChildren<SettingsPage *>();
    for (const SettingsPage *page : pages) {
        if (!only || page == only)
            page->restore(settings, m_services.defaults);
    }
    m_services.settings.set(settings);
}
