#!/usr/bin/env bash
# Makes sample.wav, the little advertisement that `earshot tour` works on: a made voice over made music.
# Needs espeak-ng and sox, as programs. The result is checked in, so nobody needs them to build Earshot.
#
#   src/Earshot.Cli/Assets/make-sample.sh
#
# Output: mono, 24 kHz, 16 bit, 7.5 s, 360 kB. Speech: espeak-ng's formant voice reading our own sentence. Music: sox's
# plucked strings, four chords of our own. Nobody's recording and nobody's melody is in it; it is under Earshot's licence.
set -euo pipefail

rate=24000
seconds=7.5
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# 1. The voice.
espeak-ng -v en-us -s 172 -p 42 -g 3 -w "$work/raw.wav" \
    "Good morning begins with one word. Say hello to Tellia, the coffee machine that listens. Tellia."
# Leading silence off; a short breath before the first word.
sox -D "$work/raw.wav" -r $rate -c 1 "$work/voice.wav" gain -6 silence 1 0.01 0.1% highpass 70 compand 0.005,0.1 -60,-60,-30,-18,0,-6 norm -4 pad 0.35 trim 0 $seconds

# 2. The music: one chord a bar of 1.875 s, struck note by note, over a bass and a soft shaker.
chord() { # chord OUT BASS NOTE NOTE NOTE
    local out=$1 bass=$2
    shift 2
    sox -R -D -n -r $rate -c 1 "$out" synth 1.875 pluck "$bass" pluck "$1" pluck "$2" pluck "$3" pluck "$1" pluck "$2" \
        delay 0 0.234 0.469 0.703 1.172 1.406 remix 1-6 gain -1 fade t 0.005 1.875 0.08 trim 0 1.875
}
chord "$work/1.wav" C3 C4 E4 G4
chord "$work/2.wav" A2 A3 C4 E4
chord "$work/3.wav" F2 A3 C4 F4
chord "$work/4.wav" G2 B3 D4 G4
sox -D "$work"/[1-4].wav "$work/strings.wav" norm -22 pad 0.95 trim 0 $seconds
sox -R -D -n -r $rate -c 1 "$work/tick.wav" synth 0.06 whitenoise vol 0.5 highpass 5000 fade p 0.002 0.06 0.055 norm -34 pad 0 0.174375
sox -D "$work/tick.wav" "$work/shaker.wav" repeat 31 pad 0.95 trim 0 $seconds

# 3. The mix, at the level of broadcast speech, without clipping.
sox -D -m -v 1 "$work/voice.wav" -v 1 "$work/strings.wav" -v 1 "$work/shaker.wav" "$work/mix.wav" trim 0 $seconds fade t 0.01 $seconds 0.3 norm -1.5
sox -R -D "$work/mix.wav" -b 16 -e signed-integer "$here/sample.wav"
