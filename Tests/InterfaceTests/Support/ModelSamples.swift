import Generations

/// Models of the Hub, for tests.
extension Sample {
    static func offer(
        _ provider: String,
        _ status: ModelOffers.Status = .live,
        _ tasks: [String] = ["text-to-video"],
        isSpoken: Bool = true
    ) -> ModelOffers.Offer {
        let isUsable = status == .live && isSpoken && tasks.contains("text-to-video")
        return ModelOffers.Offer(
            provider: provider,
            status: status,
            tasks: tasks,
            isSpoken: isSpoken,
            isUsable: isUsable
        )
    }

    // swift-format-ignore: NeverForceUnwrap
    static func listing(
        _ name: String,
        _ offers: [ModelOffers.Offer],
        downloads: Int,
        license: String? = "apache-2.0",
        isGated: Bool = false
    ) -> ModelListing {
        ModelListing(
            model: ModelID(name)!,
            task: "text-to-video",
            offers: offers,
            downloads: downloads,
            likes: downloads / 100,
            license: license,
            isGated: isGated,
            isWarm: offers.contains { $0.status == .live }
        )
    }

    static let models = ModelPage(
        models: [
            listing(
                "Wan-AI/Wan2.2-TI2V-5B",
                [offer("fal-ai"), offer("replicate"), offer("wavespeed")],
                downloads: 98_412
            ),
            listing("Wan-AI/Wan2.2-T2V", [offer("fal-ai"), offer("together")], downloads: 61_220),
            listing(
                "tencent/HunyuanVideo-1.5",
                [offer("fal-ai", .error)],
                downloads: 15_702,
                license: "other"
            ),
            listing(
                "an-organisation-with-a-long-name/and-a-model-whose-name-is-longer-still",
                [
                    offer("fal-ai"), offer("replicate"), offer("wavespeed"), offer("novita"),
                    offer("together"), offer("brand-new-provider", isSpoken: false),
                ],
                downloads: 1_234_567,
                license: "creativeml-openrail-m",
                isGated: true
            ),
            listing("simulated/nobody-serves-it", [], downloads: 3, license: nil),
        ],
        next: "https://huggingface.co/api/models?cursor=x"
    )

    static let offers = ModelOffers(
        model: model,
        task: .textToVideo,
        offers: [
            offer("fal-ai"), offer("replicate", .error), offer("wavespeed"),
            offer("together", .live, ["image-to-video"]), offer("nebius", .staging),
            offer("brand-new-provider", isSpoken: false),
        ],
        notices: ["The Hub cannot be reached: providers as of 3 h ago."]
    )
}
