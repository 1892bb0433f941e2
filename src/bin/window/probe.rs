//! Whether OpenGL is worth trying: only where hardware draws it. OpenGL that is itself drawn by the processor costs
//! more than the software painter, which draws only what changed.

use std::ffi::OsString;
use std::path::Path;

/// Names, or parts of names, of renderers that draw on the processor.
const ON_THE_PROCESSOR: &[&str] = &[
    "llvmpipe",
    "softpipe",
    "swrast",
    "software rasterizer",
    "swiftshader",
    "gdi generic",
    "microsoft basic render",
    "apple software",
];

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
    if is_on_the_processor(&driver) {
        return Some(format!("GALLIUM_DRIVER is {driver}"));
    }
    // A card that can draw has a render node; NVIDIA's own driver has at least its control node.
    let has_node = std::fs::read_dir(dev.join("dri"))
        .is_ok_and(|entries| entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("renderD")));
    let has_hardware = has_node || dev.join("nvidiactl").exists() || dev.join("dxg").exists();
    (!has_hardware).then(|| "no graphics hardware in /dev/dri".to_owned())
}

/// Whether OpenGL's own name for its renderer is that of one on the processor.
pub fn is_on_the_processor(renderer: &str) -> bool {
    let renderer = renderer.to_lowercase();
    ON_THE_PROCESSOR.iter().any(|name| renderer.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renderers_on_the_processor_are_known_by_name() {
        let on = [
            "llvmpipe (LLVM 15.0.6, 256 bits)",
            "softpipe",
            "GDI Generic",
            "D3D12 (Microsoft Basic Render Driver)",
            "Google SwiftShader",
            "virgl (LLVMPIPE (LLVM 15.0.6, 256 bits))",
        ];
        assert!(on.iter().all(|name| is_on_the_processor(name)));
        let off =
            ["Mesa Intel(R) HD Graphics 530 (SKL GT2)", "NVIDIA GeForce GT 710/PCIe/SSE2", "AMD Radeon Vega 3", ""];
        assert!(!off.iter().any(|name| is_on_the_processor(name)));
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
