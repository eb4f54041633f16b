@echo off
rem llm-loadtest: runs the load tester. LLM_LOADTEST_JAVA_OPTS holds further options of the JVM, for instance -Xmx4g.
setlocal enabledelayedexpansion
set "home=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if exist "%home%\jre\bin\java.exe" set "java=%home%\jre\bin\java"
set "options="
set "collector="
if defined LLM_LOADTEST_JAVA_OPTS if not "!LLM_LOADTEST_JAVA_OPTS:-XX:+Use=!"=="!LLM_LOADTEST_JAVA_OPTS!" set "collector=1"
for /f "usebackq eol=# delims=" %%o in ("%home%\lib\jvm.options") do (
  if not "%%o"=="-XX:+UseSerialGC" (set "options=!options! %%o") else if not defined collector set "options=!options! %%o"
)
endlocal & "%java%" %options% %LLM_LOADTEST_JAVA_OPTS% -cp "%home%\lib\*" io.llmloadtest.cli.Main %*
