/// The models that the simulated Hub knows: those that were seen with a provider (hub-docs
/// `inference-providers/tasks/text-to-video.md`), those that make keyframes (huggingface.js `providers/`),
/// and some that show what else can be met.
enum Catalog {
    /// Every model, the most downloaded first.
    static let models = videos + pictures + oddities

    /// The model of this name.
    static func model(_ id: String) -> CatalogModel? {
        models.first { $0.id == id }
    }

    /// Old names of models (hub-docs `inference-providers/hub-api.md`).
    static let renamed = [
        "simulated/renamed-model": "Wan-AI/Wan2.2-TI2V-5B",
        "Lightricks/LTX-Video-old": "Lightricks/LTX-Video",
    ]

    /// Models that hf-inference served once (huggingface.js `providers/hf-inference.ts`).
    static let dropped: Set = [
        "stabilityai/stable-diffusion-xl-base-1.0", "black-forest-labs/FLUX.1-schnell",
    ]

    /// The task of a provider's model; none when the provider serves no such model.
    static func task(of target: String, at provider: String) -> RoadTask? {
        let offer = models.lazy.compactMap {
            $0.offers?.first { $0.provider == provider && $0.target == target }
        }
        return offer.first?.task ?? (provider == "fal-ai" ? unmapped[target] : nil)
    }

    /// The provider's model whose pinned version this is.
    static func target(ofVersion version: String, at provider: String) -> String? {
        models.lazy.flatMap { $0.offers ?? [] }
            .first { $0.provider == provider && $0.target.hasSuffix(":\(version)") }?.target
    }

    /// Models of fal-ai's own that the Hub does not map (fal-js `types/endpoints.ts`).
    private static let unmapped: [String: RoadTask] = [
        "fal-ai/wan-t2v": .textToVideo, "fal-ai/wan-i2v": .imageToVideo, "fal-ai/cogvideox-5b": .textToVideo,
        "fal-ai/ltxv-13b-098-distilled": .textToVideo,
        "fal-ai/wan/v2.2-a14b/image-to-video/turbo": .imageToVideo,
        "fal-ai/hunyuan-video-v1.5/image-to-video": .imageToVideo,
    ]

    private static func offer(
        _ provider: String,
        _ target: String,
        _ task: RoadTask,
        status: String = "live",
        adapter: String? = nil
    ) -> CatalogModel.Offer {
        CatalogModel.Offer(provider: provider, target: target, task: task, status: status, adapter: adapter)
    }

    private static let videos = [
        CatalogModel(
            id: "Wan-AI/Wan2.2-TI2V-5B",
            task: .textToVideo,
            offers: [
                offer("fal-ai", "fal-ai/wan/v2.2-5b/text-to-video", .textToVideo),
                offer("replicate", "wan-video/wan-2.2-5b-fast", .textToVideo),
                offer("wavespeed", "wavespeed-ai/wan-2.2/t2v-5b-720p", .textToVideo),
            ],
            downloads: 98_412,
            likes: 812
        ),
        CatalogModel(
            id: "Wan-AI/Wan2.2-T2V-A14B",
            task: .textToVideo,
            offers: [
                offer("fal-ai", "fal-ai/wan/v2.2-a14b/text-to-video", .textToVideo),
                offer("replicate", "wan-video/wan-2.2-t2v-fast", .textToVideo),
                offer("together", "Wan-AI/Wan2.2-T2V-A14B", .textToVideo),
            ],
            downloads: 61_220,
            likes: 1_034
        ),
        CatalogModel(
            id: "Wan-AI/Wan2.2-I2V-A14B",
            task: .imageToVideo,
            offers: [
                offer("fal-ai", "fal-ai/wan/v2.2-a14b/image-to-video", .imageToVideo),
                offer("together", "Wan-AI/Wan2.2-I2V-A14B", .imageToVideo),
            ],
            downloads: 55_017,
            likes: 690
        ),
        CatalogModel(
            id: "tencent/HunyuanVideo",
            task: .textToVideo,
            offers: [offer("fal-ai", "fal-ai/hunyuan-video", .textToVideo)],
            license: "other",
            downloads: 40_330,
            likes: 2_011
        ),
        CatalogModel(
            id: "Lightricks/LTX-Video",
            task: .textToVideo,
            offers: [
                offer("fal-ai", "fal-ai/ltx-video", .textToVideo),
                offer("replicate", "lightricks/ltx-video:\(ltxVersion)", .textToVideo),
            ],
            license: "other",
            downloads: 33_871,
            likes: 1_920
        ),
        CatalogModel(
            id: "Wan-AI/Wan2.1-I2V-14B-480P",
            task: .imageToVideo,
            offers: [offer("wavespeed", "wavespeed-ai/wan-2.1/i2v-480p", .imageToVideo)],
            downloads: 21_034,
            likes: 377
        ),
        CatalogModel(
            id: "tencent/HunyuanVideo-1.5",
            task: .textToVideo,
            offers: [offer("fal-ai", "fal-ai/hunyuan-video-v1.5/text-to-video", .textToVideo)],
            license: "other",
            downloads: 15_702,
            likes: 540
        ),
        CatalogModel(
            id: "Wan-AI/Wan2.1-T2V-14B",
            task: .textToVideo,
            offers: [offer("novita", "wan-t2v", .textToVideo)],
            downloads: 14_909,
            likes: 1_377
        ),
        CatalogModel(
            id: "MiniMaxAI/MiniMax-H3",
            task: .imageTextToVideo,
            offers: [
                offer("fal-ai", "minimax/h3/image-to-video", .imageTextToVideo),
                offer("wavespeed", "wavespeed-ai/minimax-h3/image-to-video", .imageTextToVideo),
            ],
            license: "other",
            downloads: 9_120,
            likes: 480
        ),
        CatalogModel(
            id: "larryvrh/MiniMax-H3-Turbo-Lora",
            task: .textToVideo,
            offers: [
                offer(
                    "wavespeed",
                    "wavespeed-ai/minimax-h3/text-to-video-lora",
                    .textToVideo,
                    adapter: "weights.safetensors"
                )
            ],
            downloads: 1_240,
            likes: 61
        ),
        CatalogModel(
            id: "meituan-longcat/LongCat-Video",
            task: .textToVideo,
            offers: [offer("fal-ai", "fal-ai/longcat-video/text-to-video/480p", .textToVideo)],
            license: "mit",
            downloads: 3_300,
            likes: 402
        ),
        // The real Hub maps this one to nobody (huggingface.js `providers/hf-inference.ts`); here it shows a
        // keyframe being animated.
        CatalogModel(
            id: "stabilityai/stable-video-diffusion-img2vid-xt",
            task: .imageToVideo,
            offers: [offer("fal-ai", "fal-ai/stable-video", .imageToVideo)],
            license: "other",
            downloads: 2_870,
            likes: 3_140
        ),
    ]

    /// A pinned version of replicate's; its real text is cut in the sources.
    static let ltxVersion = "8c47da666861d081eeb4d1261853087de23923a268a69b63febdf5dc1dee08e4"
    private static let sdxlVersion = "7762fd07cf82c948538e41f63f77d685e02b063e37e496e96eefd46c929f9bdc"

    private static let pictures = [
        CatalogModel(
            id: "black-forest-labs/FLUX.1-dev",
            task: .textToImage,
            offers: [
                offer("fal-ai", "fal-ai/flux/dev", .textToImage),
                offer("replicate", "black-forest-labs/flux-dev", .textToImage),
                offer("together", "black-forest-labs/FLUX.1-dev", .textToImage),
                offer("wavespeed", "wavespeed-ai/flux-dev", .textToImage),
            ],
            license: "other",
            downloads: 880_120,
            likes: 11_402
        ),
        CatalogModel(
            id: "black-forest-labs/FLUX.1-schnell",
            task: .textToImage,
            offers: [
                offer("fal-ai", "fal-ai/flux/schnell", .textToImage),
                offer("nscale", "black-forest-labs/FLUX.1-schnell", .textToImage),
                offer("replicate", "black-forest-labs/flux-schnell", .textToImage),
            ],
            downloads: 610_044,
            likes: 4_301
        ),
        CatalogModel(
            id: "stabilityai/stable-diffusion-xl-base-1.0",
            task: .textToImage,
            offers: [
                offer("replicate", "stability-ai/sdxl:\(sdxlVersion)", .textToImage),
                offer("together", "stabilityai/stable-diffusion-xl-base-1.0", .textToImage),
                offer("nebius", "stability-ai/sdxl", .textToImage, status: "staging"),
            ],
            license: "openrail++",
            downloads: 402_117,
            likes: 6_902
        ),
        CatalogModel(
            id: "zai-org/GLM-Image",
            task: .textToImage,
            offers: [offer("zai-org", "glm-image", .textToImage)],
            license: "mit",
            downloads: 12_500,
            likes: 610
        ),
        CatalogModel(
            id: "CompVis/stable-diffusion-v1-4",
            task: .textToImage,
            offers: [offer("hf-inference", "CompVis/stable-diffusion-v1-4", .textToImage)],
            license: "creativeml-openrail-m",
            downloads: 120_330,
            likes: 6_800
        ),
    ]

    private static let oddities = [
        CatalogModel(id: "simulated/nobody-serves-it", task: .textToVideo),
        CatalogModel(id: "simulated/empty-mapping", task: .textToVideo, offers: []),
        CatalogModel(
            id: "simulated/strangers-first",
            task: .textToVideo,
            offers: [
                offer("brand-new-provider", "brand/new", .textToVideo),
                offer("fal-ai", "fal-ai/wan/v2.2-5b/text-to-video", .textToVideo, status: "error"),
                offer("wavespeed", "wavespeed-ai/wan-2.2/t2v-5b-720p", .imageToVideo),
                offer("replicate", "wan-video/wan-2.2-5b-fast", .textToVideo),
            ]
        ),
        CatalogModel(
            id: "simulated/staging-only",
            task: .textToVideo,
            offers: [offer("fal-ai", "fal-ai/staged/text-to-video", .textToVideo, status: "staging")]
        ),
        CatalogModel(
            id: "simulated/gated-model",
            task: .textToVideo,
            offers: [offer("fal-ai", "fal-ai/gated/text-to-video", .textToVideo)],
            access: .gated
        ),
        CatalogModel(
            id: "simulated/private-model",
            task: .textToVideo,
            offers: [offer("fal-ai", "fal-ai/private/text-to-video", .textToVideo)],
            access: .hidden
        ),
    ]
}
