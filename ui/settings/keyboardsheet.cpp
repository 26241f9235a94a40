#include "ui/settings/keyboardsheet.h"

#include "ui/style/controls.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

namespace {
QLabel *label(const QString &text, const char *role, QWidget *parent)
{
    auto *made = new QLabel(text, parent);
    made->setTextFormat(Qt::PlainText);
    made->setProperty("role", QLatin1String(role));
    return made;
}
} // namespace

KeyboardSheet::KeyboardSheet(UiTheme &theme, const QList<KeyLine> &lines, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keyboard"));
    resize(720, 520);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(24, 18, 24, 14);
    all->setSpacing(10);
    all->addWidget(label(tr("Keyboard"), "title", this));

    auto *content = new QWidget(this);
    auto *columns = new QHBoxLayout(content);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(36);
    QVBoxLayout *sides[2];
    for (QVBoxLayout *&side : sides) {
        side = new QVBoxLayout;
        side->setSpacing(4);
        columns->addLayout(side, 1);
    }
    const QString caps =
        QStringLiteral(
            "QLabel { background: %1; border: 1px solid %2; border-radius: 4px; padding: 1px 5px; }")
            .arg(theme.tokens().elevated.name(), theme.tokens().line.name());
    QStringList sections;
    int filled[2] = {0, 0};
    int side = 0;
    for (const KeyLine &line : lines) {
        if (!sections.contains(line.section)) {
            sections.append(line.section);
            side = filled[0] <= filled[1] ? 0 : 1; // whole sections, the shorter column first
            if (filled[side] > 0)
                sides[side]->addSpacing(10);
            sides[side]->addWidget(label(line.section, "heading", content));
            filled[side] += 2;
        }
        auto *row = new QHBoxLayout;
        row->addWidget(label(line.action, "text", content), 1);
        for (const QString &key : line.keys) {
            auto *cap = label(key, "cap", content);
            cap->setFont(theme.font(FontRole::Badge));
            cap->setStyleSheet(caps);
            row->addWidget(cap);
        }
        sides[side]->addLayout(row);
        ++filled[side];
    }
    for (QVBoxLayout *each : sides)
        each->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(content);
    all->addWidget(scroll, 1);
    auto *foot = new QHBoxLayout;
    foot->addWidget(label(tr("Single letters work while no text field has the focus."), "secondary", this),
                    1);
    auto *close = new QPushButton(tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    foot->addWidget(close);
    all->addLayout(foot);
    new FocusRing(theme, this);
}
