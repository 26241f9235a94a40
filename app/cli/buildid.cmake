# Writes OUT with the commit this tree stands at, only when that changed: run at each build, so that --version
# never names an older commit than the one that was built.
execute_process(COMMAND git -C ${SOURCE} describe --always --dirty --abbrev=12
                OUTPUT_VARIABLE id OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT id)
    set(id "unknown")
endif()
set(text "#include \"app/cli/version.h\"\n\nQString wickpostBuild()\n{\n    return QStringLiteral(\"${id}\");\n}\n")
set(old "")
if(EXISTS ${OUT})
    file(READ ${OUT} old)
endif()
if(NOT old STREQUAL text)
    file(WRITE ${OUT} "${text}")
endif()
