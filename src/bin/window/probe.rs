//! Whether OpenGL is worth trying: only where hardware draws it. OpenGL that is itself drawn by the processor costs
//! more than the software painter, which draws only what changed.

use std::ffi::OsString;
use std::path::Path;

/// What OpenGL says of itself: its `GL_RENDERER`, `GL_VENDOR` and `GL_VERSION`, empty where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    pub renderer: String,
    pub vendor: String,
    pub version: String,
}

impl Told {
    /// Out of what the window's library writes about it, a line each.
    pub fn heard(said: &str) -> Option<Self> {
        let after = |mark: &str| said.lines().find_map(|line| line.strip_prefix(mark)).unwrap_or_default().to_owned();
        let told = Self {
            renderer: after("opengl renderer: "),
            vendor: after("opengl vendor: "),
            version: after("opengl version: "),
        };
        (told != Self::default()).then_some(told)
    }
}

/// Names, or parts of names, of renderers that draw on the processor.
const ON_THE_PROCESSOR: &[&str] = &[
    "llvmpipe",
    "lavapipe",
    "softpipe",
    "swrast",
    "software rasterizer",
    "swr (llvm",
    "mesa x11",
    "mesa offscreen",
    "swiftshader",
    "gdi generic",
    "microsoft basic render",
    "apple software",
];

/// Names of the cards of virtual machines (Humper's is VirtualBox). Whether hardware stands behind one cannot be told from inside, and most
/// virtual desktops have none; every picture goes to the host as a whole.
const VIRTUAL: &[&str] = &["svga3d", "vmware", "virgl", "virtio", "parallels", "humper"];

/// The oldest OpenGL that the window's library can use, and OpenGL ES alike.
const MAJOR_MIN: u32 = 2;

/// Why OpenGL is not used, by what it says of itself; none where hardware draws it, and where it says nothing.
pub fn why_not(told: &Told) -> Option<String> {
    let names = format!("{} {}", told.renderer, told.vendor).to_lowercase();
    let is_one_of = |list: &[&str]| list.iter().any(|name| names.contains(name));
    if is_one_of(ON_THE_PROCESSOR) {
        return Some(format!("OpenGL is drawn by the processor here ({})", told.renderer));
    }
    if is_one_of(VIRTUAL) {
        return Some(format!("OpenGL is drawn by a virtual machine’s card here ({})", told.renderer));
    }
    let is_old = major(&told.version).is_some_and(|major| major < MAJOR_MIN);
    is_old.then(|| format!("OpenGL is too old here ({})", told.version))
}

/// The first number of a version, which may stand behind words: `4.6 (…)`, `OpenGL ES 3.2 …`, `OpenGL ES-CM 1.1`.
fn major(version: &str) -> Option<u32> {
    let digits = version.trim_start_matches(|c: char| !c.is_ascii_digit());
    digits.split(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse().ok())
}

/// Why no hardware will draw, if that can be told before any window is opened.
pub fn no_hardware() -> Option<String> {
    if cfg!(target_os = "linux") { on_linux(Path::new("/dev"), &|name| std::env::var_os(name)) } else { None }
}

fn on_linux(dev: &Path, environment: &dyn Fn(&str) -> Option<OsString>) -> Option<String> {
    let set = |name: &str| environment(name).and_then(|value| value.into_string().ok()).unwrap_or_default();
    if matches!(set("LIBGL_ALWAYS_SOFTWARE").as_str(), "1" | "true" | "yes") {
        return Some("LIBGL_ALWAYS_SOFTWARE is set".to_owned());
    }
    let driver = set("GALLIUM_DRIVER");
    if ON_THE_PROCESSOR.contains(&driver.to_lowercase().as_str()) {
        return Some(format!("GALLIUM_DRIVER is {driver}"));
    }
    // A card that can draw has a render node; NVIDIA's own driver has at least its control node.
    let has_node = std::fs::read_dir(dev.join("dri"))
        .is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("renderD")));
    let has_hardware = has_node || dev.join("nvidiactl").exists() || dev.join("dxg").exists();
    (!has_hardware).then(|| "no graphics hardware in /dev/dri".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of the tables below.
    fn told(line: &str) -> Told {
        let [renderer, vendor, version] = line.trim().split(" | ").collect::<Vec<_>>()[..] else { panic!("{line}") };
        Told { renderer: renderer.to_owned(), vendor: vendor.to_owned(), version: version.to_owned() }
    }

    /// What drivers say of themselves: renderer, vendor, version.
    const HARDWARE: &str = "\
        Mesa Intel(R) HD Graphics 530 (SKL GT2) | Intel | 4.6 (Compatibility Profile) Mesa 22.3.6
        Mesa DRI Intel(R) G41 (ELK) | Intel | 2.1 Mesa 22.3.6
        Intel(R) HD Graphics 4000 | Intel | 4.0.0 - Build 10.18.10.5161
        Intel(R) UHD Graphics 620 | Intel | 4.6.0 - Build 31.0.101.2111
        AMD Radeon Vega 3 Graphics (radeonsi, raven2, LLVM 15.0.6, DRM 3.49, 6.1.0-13-amd64) | AMD | 4.6 (Core Profile) Mesa 22.3.6
        AMD CEDAR (DRM 2.50.0 / 6.1.0-13-amd64, LLVM 15.0.6) | X.Org | 3.3 (Compatibility Profile) Mesa 22.3.6
        AMD Radeon(TM) Graphics | ATI Technologies Inc. | 4.6.0 Compatibility Profile Context 22.20.27.09
        NVIDIA GeForce GT 710/PCIe/SSE2 | NVIDIA Corporation | 4.6.0 NVIDIA 470.223.02
        NV92 | nouveau | 3.3 (Compatibility Profile) Mesa 22.3.6
        Apple M1 | Apple | 4.1 Metal - 83.1
        Intel Iris OpenGL Engine | Intel Inc. | 4.1 INTEL-18.8.6
        V3D 4.2 | Broadcom | 2.1 Mesa 22.3.6
        Mali-G52 (Panfrost) | Panfrost | OpenGL ES 3.1 Mesa 22.3.6
        ANGLE (Intel, Intel(R) UHD Graphics 620 Direct3D11 vs_5_0 ps_5_0, D3D11-27.20.100.8681) | Google Inc. (Intel) | OpenGL ES 3.0.0 (ANGLE 2.1.18512 git hash: 4d3f3d1)
        ANGLE (NVIDIA, NVIDIA GeForce GTX 1650 Direct3D11 vs_5_0 ps_5_0, D3D11) | Google Inc. (NVIDIA) | OpenGL ES 3.0.0 (ANGLE 2.1.0)
        D3D12 (NVIDIA GeForce RTX 3060) | Microsoft Corporation | 4.2 (Core Profile) Mesa 22.3.6
        zink Vulkan 1.3(AMD Radeon RX 580 Series (RADV POLARIS10)) | Mesa | 4.6 (Core Profile) Mesa 24.2.8";

    const PROCESSOR: &str = "\
        llvmpipe (LLVM 15.0.6, 256 bits) | Mesa | 4.5 (Core Profile) Mesa 22.3.6
        llvmpipe (LLVM 10.0.0, 128 bits) | VMware, Inc. | 3.3 (Compatibility Profile) Mesa 20.0.4
        zink Vulkan 1.3(llvmpipe (LLVM 17.0.6, 256 bits) (LLVM_PIPE)) | Mesa | 4.5 (Core Profile) Mesa 24.2.8
        SWR (LLVM 6.0, 256 bits) | Intel Corporation | 3.3 (Core Profile) Mesa 18.3.6
        virgl (LLVMPIPE (LLVM 15.0.6, 256 bits)) | Mesa | 4.3 (Core Profile) Mesa 22.3.6
        softpipe | Mesa | 3.3 (Core Profile) Mesa 22.3.6
        Software Rasterizer | Mesa Project | 2.1 Mesa 8.0.4
        Mesa X11 | Brian Paul | 2.1 Mesa 10.1.3
        swrast | Mesa Project | 2.1 Mesa 9.2
        GDI Generic | Microsoft Corporation | 1.1.0
        D3D12 (Microsoft Basic Render Driver) | Microsoft Corporation | 4.2 (Core Profile) Mesa 22.3.6
        ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0, D3D11-10.0.19041.3570) | Google Inc. (Microsoft) | OpenGL ES 3.0.0 (ANGLE 2.1.0)
        Google SwiftShader | Google Inc. | OpenGL ES 3.0 SwiftShader 4.1.0.7
        ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver) | Google Inc. (Google) | OpenGL ES 3.0.0 (ANGLE 2.1.0)
        Apple Software Renderer | Apple Inc. | 2.1 APPLE-17.0.31";

    const VIRTUAL_CARDS: &str = "\
        SVGA3D; build: RELEASE;  LLVM; | VMware, Inc. | 3.3 (Core Profile) Mesa 22.3.6
        VMware SVGA 3D | VMware, Inc. | 4.3.0
        virgl (Mesa Intel(R) UHD Graphics 620 (KBL GT2)) | Mesa | 4.3 (Core Profile) Mesa 22.3.6
        virgl | Red Hat | 3.1 Mesa 18.3.6
        zink Vulkan 1.3(Virtio-GPU Venus (Intel(R) Graphics)) | Mesa | 4.6 (Core Profile) Mesa 24.2.8
        Parallels using AMD Radeon Pro 5300M OpenGL Engine | Parallels and ATI Technologies Inc. | 2.1 ATI-4.5.14
        Chromium | Humper | 2.1 Chromium 1.9";

    const OLD: &str = "\
        Intel 845G | Intel | 1.3.0 - Build 4.14.10.3889
        Intel 945GM | Intel | 1.4.0 - Build 7.14.10.4926
        Mesa DRI Intel(R) 915GM | Tungsten Graphics, Inc | 1.4 Mesa 7.11
        S3 Graphics UniChrome | VIA | 1.1
        PowerVR SGX 530 | Imagination Technologies | OpenGL ES-CM 1.1";

    #[test]
    fn hardware_draws_by_opengl_and_nothing_else_does() {
        for said in HARDWARE.lines() {
            assert_eq!(why_not(&told(said)), None, "{said}");
        }
        for (list, by) in [(PROCESSOR, "the processor"), (VIRTUAL_CARDS, "a virtual machine"), (OLD, "too old")] {
            for said in list.lines() {
                let why = why_not(&told(said));
                assert!(why.as_ref().is_some_and(|why| why.contains(by)), "{said}: {why:?}");
            }
        }
        assert_eq!(why_not(&Told::default()), None, "what says nothing is tried");
    }

    #[test]
    fn what_opengl_says_is_heard_line_by_line() {
        let said = "\nopengl version: 2.1 Mesa 22.3.6\nopengl renderer: V3D 4.2\nopengl vendor: Broadcom";
        assert_eq!(Told::heard(said), Some(told("V3D 4.2 | Broadcom | 2.1 Mesa 22.3.6")));
        assert_eq!(Told::heard("Shader header: \"#version 140\""), None);
    }

    #[test]
    fn a_render_node_is_hardware_and_a_word_in_the_environment_is_heard() {
        let dev = tempfile::tempdir().unwrap();
        let nothing = |_: &str| None;
        assert!(on_linux(dev.path(), &nothing).is_some());
        std::fs::create_dir(dev.path().join("dri")).unwrap();
        std::fs::write(dev.path().join("dri/card0"), "").unwrap();
        assert!(on_linux(dev.path(), &nothing).is_some(), "a card without a render node only shows");
        std::fs::write(dev.path().join("dri/renderD128"), "").unwrap();
        assert_eq!(on_linux(dev.path(), &nothing), None);
        assert!(on_linux(dev.path(), &|name| (name == "LIBGL_ALWAYS_SOFTWARE").then(|| "1".into())).is_some());
        assert!(on_linux(dev.path(), &|name| (name == "GALLIUM_DRIVER").then(|| "llvmpipe".into())).is_some());
    }
}
