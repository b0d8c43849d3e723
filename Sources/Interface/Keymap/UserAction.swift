/// What a user can ask for with a key, by name. The names are what settings and help call them.
package enum UserAction: String, CaseIterable, Sendable {
    // Everywhere
    case nextPane, previousPane, goToPrompt, goToRuns, goToHistory, goToDetail
    case showHelp, showCommands, showSavedPrompts, showStatistics, showModels, searchHistory
    case repaint, suspend, stop, back, quit, refresh, enlarge, shrink, toggleMouse

    // Typing
    case send, newline
    case moveLeft, moveRight, moveWordLeft, moveWordRight, moveLineStart, moveLineEnd
    case moveSentenceLeft, moveSentenceRight
    case moveUp, moveDown, movePageUp, movePageDown, moveTop, moveBottom
    case deleteBackward, deleteForward, deleteWordBackward, deleteWordForward
    case killWord, killToLineStart, killToLineEnd, killSentence, yank, yankOlder, deleteSpaces
    case insertLiteral, transpose, transposeWords, uppercaseWord, lowercaseWord, capitalizeWord
    case undo, redo, recallOlder, recallNewer, recallParameters, openEditor, savePrompt, editParameters
    case leavePrompt, showRunList

    // Runs
    case retryNow, toggleHold, cancelRun, showDetail
    case moveRunUp, moveRunDown, editRun, holdQueue, showLog

    // History, detail and saved prompts
    case loadAll, loadPrompt, loadSeed, remix, runAgain, openVideo, toggleFavorite
    case playHere, choosePlayer
    case delete, filter, copy
    case openFamily, closeFamily, toggleFolding, complete, compare, vary
    case mark, markRange, markAll, editLabels, restore, pipe, showParent, deleteForGood, undoChange,
        redoChange

    // Forms around a prompt
    case stepUp, stepDown, resetField, swapValues, completeOrNext, leaveOut
    case sort, sortNewest, sortOldest, sortLongestRun, sortLongestWait, sortModel
    case editSaved, renameSaved, duplicateSaved, sortSaved

    // Models and their providers
    case toggleStar, nextTask, nextProvider, toggleWarm, toggleStarredOnly, chooseProvider

    // Overlays
    case choose, confirm, refuse, nextField
    case copyPrompt, copyPath, copyKeyframe, copySeed, copyCommand, copyNumber, copyJSON, copyLink, copyError
}
