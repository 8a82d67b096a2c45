//! A camera that the onvif-server crate speaks for: SOAP, WS-Security and all answers are the
//! crate's. `onvif-camera USER PASSWORD STREAM-URI` listens on a free loopback port, says which,
//! then what it is told to do, and ends with its standard input.

use async_trait::async_trait;
use onvif_server::{
    DeviceInfo, DeviceService, EventService, ImagingService, ImagingSettings, MediaProfile,
    MediaService, OnvifError, OnvifServer, PTZPreset, PTZService, PTZStatusResult,
};
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::{Arc, Mutex};

#[derive(Clone)]
struct Camera {
    stream: String,
    presets: Arc<Mutex<BTreeMap<String, String>>>,
}

#[async_trait]
impl DeviceService for Camera {
    async fn get_device_information(&self) -> Result<DeviceInfo, OnvifError> {
        Ok(DeviceInfo {
            manufacturer: "onvif-server".into(),
            model: "Crate".into(),
            firmware_version: "0.1.1".into(),
            serial_number: "RUST-1".into(),
            hardware_id: "none".into(),
        })
    }
}

#[async_trait]
impl MediaService for Camera {
    fn profiles(&self) -> Vec<MediaProfile> {
        vec![MediaProfile {
            token: "main".into(),
            name: "Main".into(),
            video_source_token: "source".into(),
            width: 640,
            height: 360,
            encoding: "H264".into(),
            framerate: 25,
            bitrate: 512,
        }]
    }

    async fn get_stream_uri(&self, _profile: &str) -> Result<String, OnvifError> {
        Ok(self.stream.clone())
    }
}

#[async_trait]
impl PTZService for Camera {
    async fn continuous_move(
        &self,
        profile: &str,
        pan: f32,
        tilt: f32,
        zoom: f32,
    ) -> Result<(), OnvifError> {
        println!("continuous {profile} {pan} {tilt} {zoom}");
        Ok(())
    }

    async fn absolute_move(
        &self,
        profile: &str,
        pan: f32,
        tilt: f32,
        zoom: f32,
    ) -> Result<(), OnvifError> {
        println!("absolute {profile} {pan} {tilt} {zoom}");
        Ok(())
    }

    async fn relative_move(
        &self,
        profile: &str,
        pan: f32,
        tilt: f32,
        zoom: f32,
    ) -> Result<(), OnvifError> {
        println!("relative {profile} {pan} {tilt} {zoom}");
        Ok(())
    }

    async fn stop(&self, profile: &str, pan_tilt: bool, zoom: bool) -> Result<(), OnvifError> {
        println!("stop {profile} {pan_tilt} {zoom}");
        Ok(())
    }

    async fn get_status(&self, _profile: &str) -> Result<PTZStatusResult, OnvifError> {
        Ok(PTZStatusResult {
            pan_tilt_moving: false,
            zoom_moving: false,
        })
    }

    async fn get_presets(&self, _profile: &str) -> Result<Vec<PTZPreset>, OnvifError> {
        let presets = self.presets.lock().unwrap();
        Ok(presets
            .iter()
            .map(|(token, name)| PTZPreset {
                token: token.clone(),
                name: name.clone(),
            })
            .collect())
    }

    async fn set_preset(
        &self,
        _profile: &str,
        name: Option<&str>,
        token: Option<&str>,
    ) -> Result<String, OnvifError> {
        let mut presets = self.presets.lock().unwrap();
        let token = token.map_or_else(|| format!("preset{}", presets.len() + 1), Into::into);
        presets.insert(token.clone(), name.unwrap_or(&token).into());
        Ok(token)
    }

    async fn goto_preset(&self, profile: &str, token: &str) -> Result<(), OnvifError> {
        println!("preset {profile} {token}");
        Ok(())
    }

    async fn remove_preset(&self, _profile: &str, token: &str) -> Result<(), OnvifError> {
        self.presets.lock().unwrap().remove(token);
        Ok(())
    }
}

#[async_trait]
impl ImagingService for Camera {
    async fn get_imaging_settings(&self, _source: String) -> Result<ImagingSettings, OnvifError> {
        Ok(ImagingSettings {
            brightness: Some(40.0),
            contrast: Some(60.0),
            ..Default::default()
        })
    }
}

#[async_trait]
impl EventService for Camera {}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let [user, password, stream] = <[String; 3]>::try_from(
        std::env::args().skip(1).collect::<Vec<_>>(),
    )
    .map_err(|_| "onvif-camera USER PASSWORD STREAM-URI")?;
    let camera = Camera {
        stream,
        presets: Arc::default(),
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    let router = OnvifServer::builder()
        .port(port)
        .advertised_host("127.0.0.1")
        .auth(&user, &password)
        .device_service(camera.clone())
        .media_service(camera.clone())
        .ptz_service(camera.clone())
        .imaging_service(camera.clone())
        .event_service(camera)
        .build()?
        .into_router()?;
    std::thread::spawn(|| {
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
    println!("listening {port}");
    Ok(axum::serve(listener, router).await?)
}
