import Foundation
import GRDB
import Generations

/// One row of the table `generations`.
enum GenerationRow {
    /// The columns of a new generation.
    static func columns(of new: NewGeneration) throws -> Columns {
        var columns = Columns()
        columns["uuid"] = new.uuid.uuidString.lowercased()
        columns["parent_id"] = new.parent?.rawValue
        columns["created_at"] = new.createdAt.milliseconds
        columns["task"] = new.request.task.rawValue
        columns["prompt"] = new.request.prompt
        columns["model"] = new.request.model.rawValue
        columns["provider"] = new.request.provider
        columns["falls_back"] = new.request.fallsBack
        columns["keyframe_choice"] = new.request.keyframeModel
        columns["endpoint"] = new.request.endpoint
        switch new.request.image {
        case .file(let path)?: columns["image_file"] = path
        case .url(let address)?: columns["image_url"] = address
        case nil: break
        }
        try columns.add(new.request.parameters)
        columns["bill_to"] = new.request.billTo
        columns["output"] = new.request.output
        columns["folder"] = new.request.folder
        columns["template"] = new.request.template
        columns["prompt_hash"] = PromptHash.hash(new.request.prompt)
        try columns.add(GenerationState.queued)
        return columns
    }

    /// The columns that change while a generation goes on. The request never changes, and the user's own marks
    /// (favorite, tags, note, trash) are written by those who change them: the engine's copy may be older.
    static func progressColumns(of generation: Generation) throws -> Columns {
        var columns = Columns()
        try columns.add(generation.state)
        columns["queue_rank"] = generation.queueRank
        columns["attempts"] = generation.attempts
        columns["request_id"] = generation.requestID
        columns["result_address"] = generation.resultAddress
        columns["partial"] = try generation.partial.map { try JSONDocument.text(PartialDocument($0)) }
        try columns.addProvider(of: generation)
        columns["finished_at"] = generation.finishedAt?.milliseconds
        columns["waiting_seconds"] = generation.clocks.waiting
        columns["running_seconds"] = generation.clocks.running
        columns["saving_seconds"] = generation.clocks.saving
        columns["file_path"] = generation.video?.path
        columns["file_bytes"] = generation.video?.bytes
        columns["file_duration"] = generation.video?.facts.duration
        columns["file_width"] = generation.video?.facts.width
        columns["file_height"] = generation.video?.facts.height
        columns["file_frames"] = generation.video?.facts.frames
        columns["file_codec"] = generation.video?.facts.codec
        return columns
    }

    /// What is read for a generation: its columns, and its tags as one JSON array.
    static let selection = """
        generations.*, (
            SELECT json_group_array(tag) FROM generation_tags WHERE generation_id = generations.id
        ) AS tags
        """

    /// The generation of a row read with `selection`; for many rows of one result, with where its columns are.
    static func generation(
        _ row: Row,
        places: ColumnPlaces? = nil,
        now: Moment
    ) throws(UnreadableRow) -> Generation {
        let reader = RowReader(row: row, places: places)
        let uuid: String = try reader.value("uuid")
        guard let uuid = UUID(uuidString: uuid) else { throw UnreadableRow(what: "uuid is no UUID") }
        let tags = try JSONDocument.strings(try reader.value("tags"), of: "tags")
        return Generation(
            id: GenerationID(try reader.value("id")),
            uuid: uuid,
            request: try request(reader),
            state: try reader.state(now: now),
            attempts: try reader.value("attempts"),
            parent: try reader.optional("parent_id").map(GenerationID.init(_:)),
            family: try reader.optional("family_id").map(GenerationID.init(_:)),
            queueRank: try reader.optional("queue_rank"),
            createdAt: try reader.date("created_at"),
            finishedAt: try reader.optionalDate("finished_at"),
            clocks: GenerationClocks(
                waiting: try reader.value("waiting_seconds"),
                running: try reader.value("running_seconds"),
                saving: try reader.value("saving_seconds")
            ),
            video: try video(reader),
            resultAddress: try reader.optional("result_address"),
            partial: try reader.partial(),
            provider: try reader.askedProvider(),
            job: try reader.job(),
            jobSince: try reader.optionalDate("job_since"),
            cost: try reader.cost(),
            keyframe: try reader.keyframe(),
            requestID: try reader.optional("request_id"),
            isFavorite: try reader.value("is_favorite"),
            tags: tags.sorted(),
            note: try reader.value("note"),
            deletedAt: try reader.optionalDate("deleted_at")
        )
    }

    private static func request(_ reader: RowReader) throws(UnreadableRow) -> GenerationRequest {
        let name: String = try reader.value("model")
        guard let model = ModelID(name) else { throw UnreadableRow(what: "model is \"\(name)\"") }
        return GenerationRequest(
            task: try reader.named("task"),
            prompt: try reader.value("prompt"),
            model: model,
            provider: try reader.optional("provider"),
            fallsBack: try reader.value("falls_back"),
            endpoint: try reader.optional("endpoint"),
            image: try image(reader),
            keyframeModel: try reader.optional("keyframe_choice"),
            parameters: try reader.parameters(),
            billTo: try reader.optional("bill_to"),
            output: try reader.optional("output"),
            folder: try reader.optional("folder"),
            template: try reader.optional("template")
        )
    }

    private static func image(_ reader: RowReader) throws(UnreadableRow) -> ImageSource? {
        if let path: String = try reader.optional("image_file") { return .file(path) }
        return try reader.optional("image_url").map(ImageSource.url)
    }

    private static func video(_ reader: RowReader) throws(UnreadableRow) -> VideoFile? {
        guard let path: String = try reader.optional("file_path") else { return nil }
        return VideoFile(
            path: path,
            bytes: try reader.value("file_bytes"),
            facts: VideoFacts(
                duration: try reader.optional("file_duration"),
                width: try reader.optional("file_width"),
                height: try reader.optional("file_height"),
                frames: try reader.optional("file_frames"),
                codec: try reader.optional("file_codec")
            )
        )
    }
}
