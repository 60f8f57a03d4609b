@echo off
rem The command line of the installed app. The program has no console of its own: "start /b /wait"
rem lends it this one and waits for it.
setlocal
set "app=%~dp0..\Sarangbang.exe"
start "" /b /wait "%app%" --command-line %*
exit /b %errorlevel%
