//! Another sample rate for devices that do not take the file's own: a windowed sinc, 24 samples wide.

use super::sound::Stereo;
use std::collections::VecDeque;
use std::f64::consts::PI;

const TAPS: usize = 24;
const PHASES: usize = 256;

/// Turns a stream of samples into one of another rate.
pub struct Resampler {
    step: f64,
    position: f64,
    history: VecDeque<Stereo>,
    table: Vec<f32>,
}

impl Resampler {
    /// From one number of samples a second to another.
    pub fn new(from: u32, to: u32) -> Self {
        let step = f64::from(from) / f64::from(to.max(1));
        Self { step, position: 0.0, history: silence(), table: kernel((1.0 / step).min(1.0)) }
    }

    /// Forgets what came before, as after a seek.
    pub fn reset(&mut self) {
        self.position = 0.0;
        self.history = silence();
    }

    /// Takes samples in, gives out those that are due.
    pub fn process(&mut self, samples: &[Stereo]) -> Vec<Stereo> {
        let mut out = Vec::new();
        for &sample in samples {
            self.history.pop_front();
            self.history.push_back(sample);
            while self.position < 1.0 {
                out.push(self.at(self.position));
                self.position += self.step;
            }
            self.position -= 1.0;
        }
        out
    }

    /// The value a fraction of a sample after the middle of the history.
    fn at(&self, fraction: f64) -> Stereo {
        let phase = ((fraction * PHASES as f64).round() as usize).min(PHASES);
        let row = self.table.get(phase * TAPS..(phase + 1) * TAPS).unwrap_or_default();
        let mut sum = [0.0; 2];
        for (weight, sample) in row.iter().zip(&self.history) {
            sum[0] += weight * sample[0];
            sum[1] += weight * sample[1];
        }
        sum
    }
}

fn silence() -> VecDeque<Stereo> {
    std::iter::repeat_n([0.0; 2], TAPS).collect()
}

/// One row of weights for each phase, each row adding up to one.
fn kernel(cutoff: f64) -> Vec<f32> {
    let mut table = Vec::with_capacity((PHASES + 1) * TAPS);
    for phase in 0..=PHASES {
        let middle = (TAPS / 2 - 1) as f64 + phase as f64 / PHASES as f64;
        let row: Vec<f64> = (0..TAPS)
            .map(|tap| {
                let x = tap as f64 - middle;
                let sinc = if x.abs() < 1e-9 { 1.0 } else { (PI * x * cutoff).sin() / (PI * x * cutoff) };
                let across = (x / (TAPS as f64 / 2.0)).clamp(-1.0, 1.0);
                sinc * (0.42 + 0.5 * (PI * across).cos() + 0.08 * (2.0 * PI * across).cos())
            })
            .collect();
        let sum: f64 = row.iter().sum();
        table.extend(row.iter().map(|weight| (weight / sum) as f32));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tone_stays_the_same_tone_at_another_rate() {
        for (from, to) in [(44_100, 48_000), (48_000, 44_100), (22_050, 48_000)] {
            let tone = |rate: u32, n: usize| (2.0 * PI * 440.0 * n as f64 / f64::from(rate)).sin() as f32;
            let input: Vec<Stereo> = (0..from as usize / 2).map(|n| [tone(from, n); 2]).collect();
            let output = Resampler::new(from, to).process(&input);
            assert!(output.len().abs_diff(to as usize / 2) < 3, "{from} to {to}: {} samples", output.len());
            let delay = (TAPS / 2) as f64 * f64::from(to) / f64::from(from);
            let worst = (1000..output.len() - 1000).map(|n| {
                let expected = (2.0 * PI * 440.0 * (n as f64 - delay) / f64::from(to)).sin() as f32;
                (output[n][0] - expected).abs()
            });
            let worst = worst.fold(0.0, f32::max);
            assert!(worst < 0.01, "{from} to {to}: off by {worst}");
        }
    }
}
