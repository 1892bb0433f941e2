//! The sound device (feature `gui`). Having none is normal: the player then keeps time by a clock.

use super::deck::Deck;
use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Microseconds that a device without timestamps is taken to be late.
#[cfg(feature = "gui")]
const LATENCY_GUESS_US: u64 = 20_000;

/// An open device that pulls its samples from a [`Deck`], until this is dropped.
pub struct Output {
    /// Samples a second that the device takes.
    pub rate: u32,
    /// Set once the device has gone.
    pub is_lost: Arc<AtomicBool>,
    /// What keeps it open.
    pub _stream: Box<dyn Any>,
}

impl Output {
    /// Opens the default device, at `rate` if it can.
    #[cfg(feature = "gui")]
    pub fn open(rate: u32, deck: &Arc<Deck>) -> Option<Self> {
        device::open(rate, deck)
    }

    /// There is no device: the programs without a window make no sound.
    #[cfg(not(feature = "gui"))]
    pub fn open(_rate: u32, _deck: &Arc<Deck>) -> Option<Self> {
        None
    }

    /// Whether the device has gone.
    pub fn is_lost(&self) -> bool {
        self.is_lost.load(Ordering::Relaxed)
    }
}

#[cfg(feature = "gui")]
mod device {
    use super::{LATENCY_GUESS_US, Output};
    use crate::media::deck::Deck;
    use crate::media::sound::Stereo;
    use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
    use cpal::{
        Device, Error, ErrorKind, FromSample, OutputCallbackInfo, SampleFormat, SizedSample, Stream, StreamConfig,
    };
    use std::path::Path;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    /// Opens the default device, at `rate` if it can.
    pub fn open(rate: u32, deck: &Arc<Deck>) -> Option<Output> {
        if !may_have_device() {
            return None;
        }
        let device = cpal::default_host().default_output_device()?;
        let default = device.default_output_config().ok()?;
        let mut config: StreamConfig = default.config();
        let takes_rate = |device: &Device| {
            device.supported_output_configs().is_ok_and(|mut all| {
                all.any(|range| {
                    range.channels() == config.channels
                        && range.sample_format() == default.sample_format()
                        && (range.min_sample_rate()..=range.max_sample_rate()).contains(&rate)
                })
            })
        };
        if takes_rate(&device) {
            config.sample_rate = rate;
        }
        if config.channels == 0 || config.sample_rate == 0 {
            return None;
        }
        let is_lost = Arc::new(AtomicBool::new(false));
        let stream = match default.sample_format() {
            SampleFormat::F32 => build::<f32>(&device, config, deck, &is_lost),
            SampleFormat::F64 => build::<f64>(&device, config, deck, &is_lost),
            SampleFormat::I8 => build::<i8>(&device, config, deck, &is_lost),
            SampleFormat::I16 => build::<i16>(&device, config, deck, &is_lost),
            SampleFormat::I32 => build::<i32>(&device, config, deck, &is_lost),
            SampleFormat::U8 => build::<u8>(&device, config, deck, &is_lost),
            SampleFormat::U16 => build::<u16>(&device, config, deck, &is_lost),
            SampleFormat::U32 => build::<u32>(&device, config, deck, &is_lost),
            _ => return None,
        };
        let stream = stream.and_then(|stream| stream.play().map(|()| stream));
        match stream {
            Ok(stream) => Some(Output { rate: config.sample_rate, is_lost, _stream: Box::new(stream) }),
            Err(fault) => {
                log::info!("no sound device: {fault}");
                None
            }
        }
    }

    /// Whether it is worth asking: without a card and a sound server ALSA writes a page of complaints to the terminal.
    fn may_have_device() -> bool {
        let has_server = || {
            let socket = std::env::var_os("XDG_RUNTIME_DIR").map(|folder| Path::new(&folder).join("pulse"));
            std::env::var_os("PULSE_SERVER").is_some() || socket.is_some_and(|socket| socket.exists())
        };
        !cfg!(target_os = "linux") || Path::new("/dev/snd").exists() || has_server()
    }

    fn build<T: SizedSample + FromSample<f32>>(
        device: &Device,
        config: StreamConfig,
        deck: &Arc<Deck>,
        is_lost: &Arc<AtomicBool>,
    ) -> Result<Stream, Error> {
        let deck = Arc::clone(deck);
        let is_lost = Arc::clone(is_lost);
        let channels = usize::from(config.channels);
        let mut frames: Vec<Stereo> = Vec::new();
        let fill = move |out: &mut [T], info: &OutputCallbackInfo| {
            let stamp = info.timestamp();
            let ahead = stamp.playback.checked_duration_since(stamp.callback);
            let heard_in_us = ahead.map_or(LATENCY_GUESS_US, |ahead| u64::try_from(ahead.as_micros()).unwrap_or(0));
            frames.resize(out.len() / channels, [0.0; 2]);
            deck.pull(&mut frames, heard_in_us.min(1_000_000));
            for (places, frame) in out.chunks_exact_mut(channels).zip(&frames) {
                spread(places, frame);
            }
        };
        let lost = move |fault: Error| match fault.kind() {
            ErrorKind::DeviceChanged | ErrorKind::Xrun | ErrorKind::RealtimeDenied => log::debug!("sound: {fault}"),
            _ => {
                log::info!("the sound device is gone: {fault}");
                is_lost.store(true, Ordering::Relaxed);
            }
        };
        device.build_output_stream(config, fill, lost, None)
    }

    /// Left and right to the first two places, or their mean to a single one; silence elsewhere.
    fn spread<T: SizedSample + FromSample<f32>>(places: &mut [T], frame: &Stereo) {
        match places {
            [only] => *only = T::from_sample((frame[0] + frame[1]) / 2.0),
            [left, right, others @ ..] => {
                *left = T::from_sample(frame[0]);
                *right = T::from_sample(frame[1]);
                others.fill(T::EQUILIBRIUM);
            }
            [] => {}
        }
    }
}
