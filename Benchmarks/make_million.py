#!/usr/bin/env python3
"""Makes a library of many plausible generations, for measuring.

    make_million.py REPOSITORY OUT.sqlite [COUNT] [SEED]

The schema is the one that the repository has recorded (Tests/LibraryTests/__Snapshots__/schema.sql), the
migrations are marked as done. The same arguments make the same library. About two minutes for a million.
"""
import os, random, re, sqlite3, sys, time, uuid

repository, out = sys.argv[1], sys.argv[2]
count = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
rng = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 7)

SUBJECTS = """neon fox;red fox;paper boat;lighthouse;old harbour;whale;ramen bowl;steam train;violinist;astronaut;
glass dragon;koi pond;night market;snow leopard;clockwork owl;desert caravan;jellyfish;tram;ballerina;hot-air balloon;
fisherman;castle;origami crane;drone swarm;street cat;golden retriever;submarine;tea ceremony;vulcano;rain gutter;
northern lights;newspaper stand;nurse;knight;necklace;nebula;nest of swallows;needle and thread;robot gardener;
coral reef;samurai;skateboarder;beekeeper;tornado;chess players;carousel;waterfall;wheat field;mountain hut;bridge
""".replace("\n", "").split(";")
VERBS = """drifts;runs;turns slowly;glows;melts;dances;waits;flies;sinks;unfolds;breathes;looks back;walks away;
spins;rises;falls apart;reflects light;crosses the frame;opens its eyes;burns""".replace("\n", "").split(";")
PLACES = """in the rain;at dusk;under neon light;in a storm;on a frozen lake;in an empty subway;at golden hour;
above the clouds;in a forest of birches;beside the sea;in zero gravity;down a narrow alley;in Tokyo at night;
through thick fog;on Mars;inside a snow globe;in a wheat field;at the edge of the world;by candle light;on stage
""".replace("\n", "").split(";")
LOOKS = """35mm film;macro;slow push in;drone shot;handheld;time lapse;tilt shift;anamorphic;volumetric light;
shallow depth of field;watercolour;claymation;black and white;grainy;8k;photorealistic;soft focus;long exposure;
dutch angle;crane shot;orbit;high contrast;pastel colours;film noir""".replace("\n", "").split(";")
RARE = ["zeppelin", "quokka", "façade", "œuvre", "xylophone", "kintsugi", "axolotl", "samovar", "théâtre", "海"]
MODELS = ["Wan-AI/Wan2.2-TI2V-5B", "Wan-AI/Wan2.2-T2V-A14B", "tencent/HunyuanVideo", "Lightricks/LTX-Video",
          "genmo/mochi-1-preview", "THUDM/CogVideoX-5b", "stabilityai/stable-video-diffusion-img2vid-xt",
          "rhymes-ai/Allegro", "nobody/rare-model"]
WEIGHTS = [40, 20, 12, 12, 6, 5, 3, 2, 0.05]
FOLDERS = ["/home/ann/films/" + name for name in
           ("harbour", "neon", "tests", "client-a", "client-b", "music-video", "sketches")] + ["/home/ann/rare"]
FOLDER_WEIGHTS = [30, 25, 20, 10, 8, 5, 2, 0.02]
TAGS = ["best", "sea", "client", "loop", "redo", "wide"]


def prompt_hash(text):
    value = 0xcbf29ce484222325
    for byte in text.encode():
        value = ((value ^ byte) * 0x100000001b3) & 0xffffffffffffffff
    return value - (1 << 64) if value >= 1 << 63 else value


def new_prompt(number):
    words = f"a {rng.choice(SUBJECTS)} {rng.choice(VERBS)} {rng.choice(PLACES)}"
    looks = ", ".join(rng.sample(LOOKS, rng.randint(1, 4)))
    extra = ""
    if rng.random() < 0.002:
        extra = " with a " + rng.choice(RARE)
    if rng.random() < 0.4:
        extra += f", take {rng.randint(1, 500)}"
    return f"{words}{extra}, {looks}"


def rows():
    now = 1_795_000_000_000
    start = now - 3 * 365 * 86_400_000
    step = (now - start) // count
    recent, families = [], {}
    for id in range(1, count + 1):
        parent = None
        if recent and rng.random() < 0.55:
            prompt, model, hash_, last = recent[-1 - min(int(rng.expovariate(0.3)), len(recent) - 1)]
            if rng.random() < 0.5:
                parent = last
        else:
            prompt = new_prompt(id)
            model = rng.choices(MODELS, WEIGHTS)[0]
            hash_ = prompt_hash(prompt)
        family = families.get(parent) or families.get((hash_, model)) or id
        families[id] = families[hash_, model] = family
        families.pop(id - 5_000, None)
        recent.append((prompt, model, hash_, id))
        del recent[:-60]
        created = start + id * step + rng.randrange(step)
        luck = rng.random()
        status = "succeeded" if luck < 0.85 else "failed" if luck < 0.95 else "cancelled"
        fps = 24 if "LTX" in model else 16
        frames = rng.choice([49, 81, 81, 81, 121])
        wide = rng.random() < 0.7
        width, height = (832, 480) if wide else (480, 832)
        waiting, running, saving = rng.expovariate(0.05), 30 + rng.expovariate(0.02), 1 + rng.random() * 3
        ok = status == "succeeded"
        failed = status == "failed"
        yield (
            id, str(uuid.UUID(int=rng.getrandbits(128), version=4)), parent, created, "text-to-video", prompt, model,
            None if rng.random() < 0.8 else "fal-ai", "https://example.endpoints.huggingface.cloud",
            frames, fps, width, height, 30, 5.0, rng.getrandbits(31), status,
            "timed_out" if failed else None, "The server did not answer in time." if failed else None,
            1, created + int(1000 * (waiting + running + saving)), waiting, running, saving,
            f"/home/ann/Videos/Rushes/2026-11-22/{id:04d}-video.mp4" if ok else None,
            rng.randrange(10**6, 10**7) if ok else None, frames / fps if ok else None,
            width if ok else None, height if ok else None, frames if ok else None, "avc1" if ok else None,
            int(rng.random() < 0.02), "the best so far" if rng.random() < 0.01 else "",
            created if rng.random() < 0.004 else None,
            rng.choices(FOLDERS, FOLDER_WEIGHTS)[0] if id > count // 4 else None, None, family, hash_,
        )


COLUMNS = """id uuid parent_id created_at task prompt model provider endpoint num_frames fps width height
num_inference_steps guidance_scale seed status failure_code failure_message attempts finished_at waiting_seconds
running_seconds saving_seconds file_path file_bytes file_duration file_width file_height file_frames file_codec
is_favorite note deleted_at folder template family_id prompt_hash""".split()


def main():
    began = time.time()
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(out + suffix):
            os.remove(out + suffix)
    os.makedirs(os.path.dirname(os.path.abspath(out)), exist_ok=True)
    schema = open(f"{repository}/Tests/LibraryTests/__Snapshots__/schema.sql").read()
    statements = [s for s in re.split(r";\n\n(?=CREATE )|;\n\Z", schema) if s.strip()]
    kind = lambda s: s.split()[1]
    first = lambda names: [s for s in statements if kind(s) in names]
    db = sqlite3.connect(out, isolation_level=None)
    db.execute("PRAGMA page_size = 4096")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -400000")
    for statement in first(["TABLE"]):
        if "sqlite_sequence" not in statement:
            db.execute(statement)
    migrations = re.findall(r'registerMigration\("([^"]+)"\)',
                            open(f"{repository}/Sources/Library/Migrations.swift").read())
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'grdb_migrations'").fetchone():
        db.execute("CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
    db.executemany("INSERT INTO grdb_migrations VALUES (?)", [(m,) for m in migrations])
    db.executemany("INSERT INTO statuses VALUES (?, ?)", [
        (s, 0) for s in "queued submitting running downloading waiting held".split()
    ] + [(s, 1) for s in "succeeded failed cancelled".split()])
    db.execute("BEGIN")
    marks = ", ".join("?" * len(COLUMNS))
    db.executemany(f"INSERT INTO generations ({', '.join(COLUMNS)}) VALUES ({marks})", rows())
    db.executemany("INSERT OR IGNORE INTO generation_tags (generation_id, tag) VALUES (?, ?)", (
        (rng.randrange(1, count + 1), rng.choice(TAGS)) for _ in range(count // 30)))
    db.execute("COMMIT")
    for statement in first(["UNIQUE", "INDEX"]) + first(["VIRTUAL"]):
        db.execute(statement)
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%'").fetchall():
        db.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")
        db.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")
    for statement in first(["TRIGGER"]):
        db.execute(statement)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    print(f"{count} rows, {os.path.getsize(out) / 1e6:.0f} MB, {time.time() - began:.0f} s")


main()
