#include "ui/style/stylesheet.h"

#include <QStringView>

namespace {
const char sheet[] = R"(
QToolTip { background: ${elevated}; color: ${text}; border: 1px solid ${line}; padding: 5px 8px; font-size: ${s12}px; }
QMenu { background: ${elevated}; border: 1px solid ${line}; border-radius: ${menuRadius}px; padding: 5px;
  font-size: ${s12}px; font-weight: 500; }
QMenu::item { padding: 0 16px 0 12px; height: ${h26}px; border-radius: 5px; color: ${text}; }
QMenu::item:selected { background: ${accentFill}; color: ${onAccent}; }
QMenu::item:disabled { color: ${textDisabled}; background: transparent; }
QMenu::separator { height: 1px; background: ${border}; margin: 4px 6px; }
QMenu::icon { left: 9px; }
QMenu::indicator { left: 9px; width: 14px; height: 14px; }
QMenu::right-arrow { right: 8px; width: 10px; height: 10px; }

QPushButton { background: ${elevated}; color: ${text}; border: 1px solid ${border}; border-radius: 6px;
  padding: 0 11px; min-height: ${h26}px; font-size: ${s12}px; font-weight: 600; }
QPushButton[small="true"] { min-height: ${h22}px; padding: 0 9px; }
QPushButton:hover { background: ${selectedChip}; }
QPushButton:pressed { background: ${selected}; }
QPushButton:disabled { color: ${textDisabled}; border-color: ${border}; }
QPushButton[primary="true"] { background: ${accentFill}; color: ${onAccent}; border-color: ${accentFill}; }
QPushButton[primary="true"]:disabled { background: ${elevated}; color: ${textDisabled}; border-color: ${border}; }
QPushButton[flat="true"] { background: transparent; border-color: transparent; color: ${accent}; padding: 0 6px; }
QPushButton[flat="true"]:hover { background: ${elevated}; }
QPushButton:focus { outline: none; }

QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { background: ${bg}; color: ${text}; border: 1px solid ${line};
  border-radius: 6px; padding: 0 8px; min-height: ${h26}px; font-size: ${s13}px;
  selection-background-color: ${accentFill}; selection-color: ${onAccent}; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus { border: 2px solid ${accent}; padding: 0 7px;
  min-height: ${h24}px; }
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled { color: ${textDisabled}; border-color: ${border}; }
QLineEdit[invalid="true"] { border-color: ${error}; }
QComboBox { background: ${surface}; padding-right: 24px; font-size: ${s12}px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: ${elevated}; border: 1px solid ${line}; padding: 4px; outline: none;
  selection-background-color: ${accentFill}; selection-color: ${onAccent}; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {
  width: 0; border: none; }

QRadioButton, QCheckBox { color: ${text}; spacing: 8px; min-height: ${h24}px; background: transparent; }
QRadioButton:disabled, QCheckBox:disabled { color: ${textDisabled}; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid ${control}; border-radius: 8px;
  background: transparent; }
QRadioButton::indicator:checked { border: 1px solid ${accent};
  background: qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5, fy:0.5,
    stop:0 ${accent}, stop:0.52 ${accent}, stop:0.6 transparent, stop:1 transparent); }
QRadioButton:focus, QCheckBox:focus { outline: none; }

QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: ${line}; }
QSlider::sub-page:horizontal { border-radius: 2px; background: ${accent}; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -5px 0; border-radius: 7px; background: ${text}; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: ${line}; border-radius: 2px; }
QScrollBar::handle:vertical { min-height: 28px; margin: 2px 3px; }
QScrollBar::handle:horizontal { min-width: 28px; margin: 3px 2px; }
QScrollBar::handle:hover { background: ${control}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }

QSplitter::handle { background: transparent; }
QAbstractScrollArea { border: none; }
QAbstractItemView { outline: none; border: none; }
QLabel { background: transparent; }
QLabel[role="secondary"] { color: ${textSecondary}; font-size: ${s12}px; }
QLabel[role="meta"] { color: ${textSecondary}; font-size: ${s11}px; font-weight: 500; }
QLabel[role="title"] { font-size: ${s15}px; font-weight: 600; }
QLabel[role="heading"] { color: ${textSecondary}; font-size: ${s11}px; font-weight: 600; }
QLabel[role="warning"] { color: ${warning}; font-size: ${s12}px; }
QLabel[role="error"] { color: ${error}; font-size: ${s12}px; }
QLabel[role="demo"] { color: ${demo}; font-size: ${s12}px; }
QWidget[pane="bg"] { background: ${bg}; }
QWidget[pane="surface"] { background: ${surface}; }
QWidget[pane="elevated"] { background: ${elevated}; }
)";

QString colour(const Tokens &t, QStringView name)
{
    const struct
    {
        const char *name;
        QColor value;
    } table[] = {{"bg", t.bg},
                 {"surface", t.surface},
                 {"elevated", t.elevated},
                 {"hover", t.hover},
                 {"selected", t.selected},
                 {"selectedChip", t.selectedChip},
                 {"border", t.border},
                 {"line", t.line},
                 {"control", t.control},
                 {"text", t.text},
                 {"textSecondary", t.textSecondary},
                 {"textDisabled", t.textDisabled},
                 {"accent", t.accent},
                 {"accentFill", t.accentFill},
                 {"onAccent", t.onAccent},
                 {"warning", t.warning},
                 {"error", t.error},
                 {"demo", t.demo}};
    for (const auto &entry : table)
        if (name == QLatin1String(entry.name))
            return entry.value.name();
    return {};
}
} // namespace

QString applicationStyleSheet(const Tokens &tokens, const Fonts &fonts, bool compositing)
{
    const QString text = QString::fromLatin1(sheet);
    QString out;
    out.reserve(text.size());
    qsizetype at = 0;
    // ${name} is a colour, ${s12} a font size and ${h26} a height at this text size.
    for (qsizetype open = text.indexOf(QLatin1String("${")); open >= 0;
         open = text.indexOf(QLatin1String("${"), at)) {
        const qsizetype close = text.indexOf(u'}', open);
        const QStringView name = QStringView(text).mid(open + 2, close - open - 2);
        out += QStringView(text).mid(at, open - at);
        if (name == QLatin1String("menuRadius"))
            out += compositing ? u'8' : u'0';
        else if (name.size() == 3 && name[1].isDigit())
            out += QString::number(fonts.px(name.mid(1).toInt()));
        else
            out += colour(tokens, name);
        at = close + 1;
    }
    out += QStringView(text).mid(at);
    return out;
}
