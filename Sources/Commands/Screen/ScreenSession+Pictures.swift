import CursesTerminal
import Engine
import Generations
import Interface
import Terminal

extension ScreenSession {
    /// Whether pictures are shown on a terminal of so many colours.
    func pictureSupport(_ colors: PictureColors?) -> PictureSupport {
        if dependencies.settings[.pictures]?.lowercased() == "none" { return .missing(.unwanted) }
        let terminal = setup.terminalOptions
        if terminal.noColor || terminal.ascii { return .missing(.plainScreen) }
        guard let colors else { return .missing(.fewColors) }
        return FFmpeg.folder(in: dependencies.environment) == nil ? .missing(.noDecoder) : .shown(colors)
    }
}

extension Dependencies {
    /// The user's ffmpeg, with ten seconds for each thing that it is asked.
    var ffmpeg: FFmpeg? {
        let time = time
        return FFmpeg(in: environment) { try await time.sleep(time.now().uptime + .seconds(10)) }
    }

    /// What takes pictures out of videos, with the user's ffmpeg if there is one.
    var pictureMaker: PictureMaker {
        PictureMaker(ffmpeg: ffmpeg, cache: PictureCache(folder: paths.stillsFolder))
    }
}
