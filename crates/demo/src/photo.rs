//! Small pictures and documents drawn by code, for attachments.

use rand::Rng;
use rand::rngs::StdRng;

const WIDTH: u32 = 160;
const HEIGHT: u32 = 120;

type Colour = [u8; 3];

/// A photograph of sorts: a lit lamp on a shelf before a wall, as PNG.
pub(crate) fn lamp(rng: &mut StdRng) -> Vec<u8> {
    let wall: Colour = [rng.random_range(60..170), rng.random_range(60..160), rng.random_range(60..150)];
    let shade: Colour = [rng.random_range(190..250), rng.random_range(170..230), rng.random_range(130..200)];
    let shelf: Colour = [rng.random_range(70..130), rng.random_range(50..90), rng.random_range(30..60)];
    let centre = rng.random_range(60..100);
    let crack = rng.random_range(-8..8);
    encoded(|x, y| {
        let from_centre = x - centre;
        let distance = from_centre.abs();
        let is_shade = y > 24 && y < 66 && distance < 14 + (y - 24) / 2;
        let is_crack = is_shade && from_centre == crack + (y % 9 - 4) / 2 + y / 12;
        let is_stem = (66..100).contains(&y) && distance < 2;
        let is_foot = (96..100).contains(&y) && distance < 18;
        if is_crack {
            [40, 34, 30]
        } else if is_shade {
            lit(shade, 40 - distance)
        } else if is_stem || is_foot {
            [48, 44, 40]
        } else if y >= 100 {
            lit(shelf, y / 6 - 20)
        } else {
            lit(wall, 60 - distance - y / 3)
        }
    })
}

/// A screen of an app or shop with a bar, some lines and a red message, as PNG.
pub(crate) fn screen(rng: &mut StdRng) -> Vec<u8> {
    let bar: Colour = [rng.random_range(0..90), rng.random_range(60..140), rng.random_range(90..170)];
    let message_top = rng.random_range(40..80);
    let lengths: [i32; 8] = std::array::from_fn(|_| rng.random_range(50..140));
    encoded(|x, y| {
        let is_message = y >= message_top && y < message_top + 15 && x > 9 && x < 150;
        let is_line = y % 14 < 4 && x > 11 && x < lengths[(y / 14) as usize % lengths.len()];
        if y < 14 {
            bar
        } else if is_message {
            [214, 84, 78]
        } else if is_line {
            [196, 200, 206]
        } else {
            [250, 250, 251]
        }
    })
}

fn encoded(colour_at: impl Fn(i32, i32) -> Colour) -> Vec<u8> {
    let mut pixels = Vec::with_capacity((WIDTH * HEIGHT * 3) as usize);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            pixels.extend_from_slice(&colour_at(x as i32, y as i32));
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&pixels));
    written.unwrap_or_else(|error| panic!("a picture of fixed size: {error}"));
    bytes
}

fn lit([red, green, blue]: Colour, light: i32) -> Colour {
    let shifted = |part: u8| (i32::from(part) + light).clamp(0, 255) as u8;
    [shifted(red), shifted(green), shifted(blue)]
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn a_picture_is_a_readable_png_of_a_few_kilobytes() {
        let mut rng = StdRng::seed_from_u64(1);
        for bytes in [lamp(&mut rng), screen(&mut rng)] {
            let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
            let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
            let info = reader.next_frame(&mut pixels).unwrap();
            assert_eq!((info.width, info.height), (WIDTH, HEIGHT));
            assert!(bytes.len() < 40_000, "{} bytes", bytes.len());
        }
    }
}
