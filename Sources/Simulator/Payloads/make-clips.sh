#!/bin/sh
# Draws the clips that the simulator answers with. Every picture is computed by ffmpeg's own sources and
# expressions, so nothing here is anybody else's work. Needs an ffmpeg with libx264.
#
#   cd Sources/Simulator/Payloads && sh make-clips.sh [name ...]
#
# Each clip: 320x192, 24 frames at 12 per second, H.264 yuv420p, index at the front, under 40 KB. What is kept
# is a Swift file for each with the bytes in base64: a string compiles at once, where the 130 KB as array
# literals took 17 s, and the program needs no resource folder beside it. The clips themselves stay in
# $TMPDIR/rushes-clips for looking at.
set -eu
cd "$(dirname "$0")"
out="${TMPDIR:-/tmp}/rushes-clips"
mkdir -p "$out"
wanted="${*:-sea fire city forest fractal galaxy aurora abstract still}"
size=320x192

# embed NAME EXTENSION: writes the file's bytes as Swift.
embed() {
    first=$(printf %s "$1" | cut -c1 | tr '[:lower:]' '[:upper:]')
    {
        echo "// Written by make-clips.sh; do not edit."
        echo
        echo "extension EncodedPayloads {"
        echo "    /// The bytes of \`$1.$2\` in base64."
        echo "    static let $1 = \"\"\""
        base64 -w 100 "$out/$1.$2" | sed 's/^/        /; $!s/$/\\/'
        echo "        \"\"\""
        echo "}"
    } > "EncodedPayloads+$first${1#?}.swift"
    echo "$1.$2 $(wc -c < "$out/$1.$2") bytes"
}

# encode NAME CRF: reads the rest as the input and filter options.
encode() {
    name=$1; crf=$2; shift 2
    ffmpeg -v error -y "$@" -frames:v 24 -r 12 -an -map_metadata -1 -fflags +bitexact -flags:v +bitexact \
        -c:v libx264 -preset veryslow -tune animation -crf "$crf" -pix_fmt yuv420p -threads 1 \
        -movflags +faststart "$out/$name.mp4"
    embed "$name" mp4
}

# draw NAME CRF RED GREEN BLUE: one expression a channel; X and Y are the point, T the time, N the frame.
draw() {
    encode "$1" "$2" -f lavfi -i "color=black:s=$size:r=12:d=2" \
        -vf "format=gbrp,geq=r='$3':g='$4':b='$5',gblur=0.5"
}

for clip in $wanted; do
    case $clip in
    sea) # a low sun, its road of light on moving water
        sky='st(0,Y/100);st(1,hypot(X-160,(Y-84)*1.05));'
        wave='st(2,(Y-100)/92);st(3,sin(X*0.9/(1+9*ld(2))+T*3.1+Y*0.9)+sin(X*0.35/(1+5*ld(2))-T*2.2+Y*1.7)'
        wave="$wave+sin(Y*2.3-T*6.28));st(4,exp(-pow((X-160)/(14+90*ld(2)),2))*(0.55+0.45*ld(3)/2));"
        draw sea 27 \
            "if(lt(Y,100),${sky}clip(60+150*pow(ld(0),2)+200*exp(-ld(1)/26)+if(lt(ld(1),15),255,0),0,255),${wave}clip(22+50*(1-ld(2))*(0.6+0.2*ld(3))+235*max(0,ld(4)),0,255))" \
            "if(lt(Y,100),${sky}clip(28+72*pow(ld(0),2)+110*exp(-ld(1)/22)+if(lt(ld(1),15),190,0),0,255),${wave}clip(34+34*(1-ld(2))+20*ld(3)/3+140*max(0,ld(4)),0,255))" \
            "if(lt(Y,100),${sky}clip(86-6*ld(0)+30*exp(-ld(1)/40)+if(lt(ld(1),15),80,0),0,255),${wave}clip(78+30*ld(3)/3-20*ld(2)+50*max(0,ld(4)),0,255))" ;;
    fire) # tongues of flame over a bed of embers
        heat='st(0,(192-Y)/192);st(1,sin(X*0.055+sin(Y*0.045+T*9.42)*1.3)*0.5+sin(X*0.11-sin(Y*0.07+T*12.56)*1.1)*0.33'
        heat="$heat+sin(X*0.023+Y*0.06+T*6.28)*0.4);st(2,1-pow(abs(X-160)/170,2));"
        heat="${heat}st(3,clip(1.25*ld(2)*(1-ld(0)*1.15)+0.36*ld(1)*(0.4+ld(0)),0,1.15));"
        draw fire 27 \
            "${heat}clip(330*pow(ld(3),0.9),8,255)" \
            "${heat}clip(255*pow(ld(3),2.1),4,245)" \
            "${heat}clip(170*pow(ld(3),5)+14*(1-ld(3)),8,190)" ;;
    city) # a skyline at night, windows going on and off, its glow on the clouds
        tower='st(0,floor(X/20));st(1,70+72*abs(sin(ld(0)*12.9898)*0.7+sin(ld(0)*4.3)*0.3));st(2,gt(Y,ld(1))*lt(mod(X,20),18));'
        tower="${tower}st(3,ld(2)*lt(mod(X,20),16)*gt(mod(X,4),1)*gt(mod(Y,7),3)*gt(Y,ld(1)+4));"
        tower="${tower}st(4,mod(abs(sin(floor(X/4)*91.7+floor(Y/7)*37.3)*4375.85),1));"
        tower="${tower}st(5,ld(3)*gt(ld(4)+0.06*sin(T*3.14+ld(4)*90),0.52));"
        tower="${tower}st(6,(1-ld(2))*hypot(X-250+4*T,Y-36));"
        draw city 27 \
            "${tower}if(ld(2),if(ld(5),255,16+4*mod(ld(0),3)),clip(14+0.5*Y+if(lt(ld(6),13),225,70*exp(-ld(6)/22)),0,255))" \
            "${tower}if(ld(2),if(ld(5),190+40*ld(4),18+3*mod(ld(0),3)),clip(16+0.26*Y+if(lt(ld(6),13),215,62*exp(-ld(6)/22)),0,255))" \
            "${tower}if(ld(2),if(ld(5),90+110*gt(ld(4),0.9),34+5*mod(ld(0),3)),clip(52+0.42*Y+if(lt(ld(6),13),150,60*exp(-ld(6)/22)),0,255))" ;;
    forest) # ridges of fir in the mist, seen from a slow train
        ridge='st(9,0);st(1,84+14*sin((X+8*T)*0.021)+6*abs(mod((X+8*T)*0.16,2)-1));'
        ridge="${ridge}st(2,116+15*sin((X+18*T)*0.017+2)+11*abs(mod((X+18*T)*0.10,2)-1));"
        ridge="${ridge}st(3,146+12*sin((X+34*T)*0.014+4)+19*abs(mod((X+34*T)*0.065,2)-1));"
        ridge="${ridge}st(4,gt(Y,ld(1))+gt(Y,ld(2))+gt(Y,ld(3)));st(5,if(eq(ld(4),3),Y-ld(3),if(eq(ld(4),2),Y-ld(2),if(eq(ld(4),1),Y-ld(1),0))));"
        ridge="${ridge}st(6,exp(-hypot(X-232,Y-44)/34));"
        draw forest 26 \
            "${ridge}clip(if(eq(ld(4),0),222-0.35*Y+70*ld(6),if(eq(ld(4),1),112+1.5*ld(5),if(eq(ld(4),2),52+1.1*ld(5),12+0.3*ld(5)))),0,255)" \
            "${ridge}clip(if(eq(ld(4),0),206-0.05*Y+60*ld(6),if(eq(ld(4),1),146+1.2*ld(5),if(eq(ld(4),2),94+1.1*ld(5),40+0.5*ld(5)))),0,255)" \
            "${ridge}clip(if(eq(ld(4),0),176+0.2*Y+10*ld(6),if(eq(ld(4),1),132+1.1*ld(5),if(eq(ld(4),2),82+ld(5),36+0.3*ld(5)))),0,255)" ;;
    fractal) # a Julia set that breathes, colored smoothly by how fast each point escapes
        julia='st(0,(X-160)/92);st(1,(Y-96)/92);st(2,-0.786+0.010*sin(3.1416*T));st(3,0.147+0.007*cos(3.1416*T));st(4,0);'
        julia="${julia}while(lt(ld(4),48)*lt(ld(0)*ld(0)+ld(1)*ld(1),40),st(5,ld(0)*ld(0)-ld(1)*ld(1)+ld(2));"
        julia="${julia}st(1,2*ld(0)*ld(1)+ld(3));st(0,ld(5));st(4,ld(4)+1));"
        julia="${julia}st(6,if(gte(ld(4),48),0,ld(4)+1-log(log(max(3,ld(0)*ld(0)+ld(1)*ld(1)))/2)/log(2)));st(7,pow(clip(ld(6)/34,0,1),0.8));"
        draw fractal 37 \
            "${julia}clip(10+330*pow(ld(7),1.9),0,255)" \
            "${julia}clip(14+210*pow(ld(7),1.25),0,255)" \
            "${julia}clip(44+300*ld(7)*(1-0.62*ld(7)),0,255)" ;;
    galaxy) # a spiral of stars turning once round its heart
        arm='st(0,hypot(X-160,(Y-96)*1.75));st(1,atan2((Y-96)*1.75,X-160));st(2,exp(-ld(0)/58)*pow(0.5+0.5*cos(2*ld(1)-7*log(ld(0)+7)+T*3.1416),2));'
        arm="${arm}st(3,exp(-pow(ld(0)/15,2)));st(4,gt(mod(abs(sin(X*12.9898+Y*78.233)*43758.5453),1),0.9965));"
        draw galaxy 27 \
            "${arm}clip(7+210*ld(2)+255*ld(3)+200*ld(4),0,255)" \
            "${arm}clip(7+150*ld(2)+60*exp(-ld(0)/70)*ld(2)+225*ld(3)+200*ld(4),0,255)" \
            "${arm}clip(22+250*ld(2)+170*ld(3)+225*ld(4)+34*exp(-ld(0)/90),0,255)" ;;
    aurora) # curtains of green light over a snow ridge
        light='st(0,150+22*sin(X*0.045)+13*sin(X*0.11+1)+5*sin(X*0.31));st(1,gt(Y,ld(0)));st(2,62+24*sin(X*0.018+T*1.57)+9*sin(X*0.05-T*3.14));'
        light="${light}st(3,if(lt(Y,ld(2)),exp(-(ld(2)-Y)/34),exp(-(Y-ld(2))/7))*(0.62+0.38*sin(X*0.19+2*sin(X*0.03+T*3.14))));"
        light="${light}st(4,gt(mod(abs(sin(X*12.9898+Y*78.233)*43758.5453),1),0.9972));"
        draw aurora 27 \
            "${light}clip(if(ld(1),26+58*exp(-(Y-ld(0))/9),8+0.04*Y+44*ld(3)*gt(ld(2),Y)+170*ld(4)),0,255)" \
            "${light}clip(if(ld(1),40+86*exp(-(Y-ld(0))/9),12+0.10*Y+215*ld(3)+170*ld(4)),0,255)" \
            "${light}clip(if(ld(1),58+84*exp(-(Y-ld(0))/9),38+0.20*Y+118*ld(3)+180*ld(4)),0,255)" ;;
    abstract) # slow ink of a few colors, made to loop
        ink='st(0,sin(X*0.019+3.1416*T)+sin(Y*0.031-3.1416*T)+sin((X+Y)*0.017+3.1416*T)+sin(hypot(X-160,Y-96)*0.045-3.1416*T));'
        draw abstract 27 \
            "${ink}clip(126+96*sin(ld(0)*1.1),0,255)" \
            "${ink}clip(74+46*sin(ld(0)*1.1+1.1),0,255)" \
            "${ink}clip(134+58*sin(ld(0)*1.1+2.6),0,255)" ;;
    still) # the one picture, for endpoints that answer with an image
        ffmpeg -v error -y -f lavfi -i "color=black:s=96x64:r=1:d=1" -frames:v 1 -map_metadata -1 -fflags +bitexact \
            -vf "format=gbrp,geq=r='clip(255-2*hypot(X-48,Y-32),20,255)':g='clip(150-hypot(X-48,Y-32),24,255)':b='60+Y'" \
            -pix_fmt rgb24 "$out/still.png"
        embed still png ;;
    *) echo "make-clips.sh: no clip named $clip" >&2; exit 64 ;;
    esac
done
