#pragma once

#include <QString>

// The stem of an English word in lower case: "approvals", "approved" and "approving" are one. M. F. Porter,
// "An algorithm for suffix stripping", Program 14 (1980), 130-137. Words of other letters come back as they
// are.
QString wordStem(QStringView word);
